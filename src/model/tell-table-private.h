/* tell-table-private.h: rows are made and changed by their table only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-table.h"

G_BEGIN_DECLS

TellRow *tell_row_new     (const char *key);
gboolean tell_row_set     (TellRow *self, const char *column, const char *json); /* TRUE if it is another value */
void     tell_row_changed (TellRow *self);

G_END_DECLS
