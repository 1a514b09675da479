/* tell-schema.h: the shape of a dashboard document: what may stand where, and which keys are known.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-place.h"

G_BEGIN_DECLS

/* Checks the whole document; unknown keys become a line each in WARNINGS (of char *). */
gboolean tell_schema_check (JsonNode   *root,
                            GPtrArray  *warnings,
                            GError    **error);

G_END_DECLS
