/* json-match.h: whether a line of JSON says what is expected, however its text is escaped and its numbers are written.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the object LINE has all members of the object PATTERN; below them everything must be equal,
 * and "$any" is equal to everything. */
gboolean json_match            (const char *line,
                                const char *pattern);
/* The member of the object LINE as JSON, or NULL. */
char    *json_match_dup_member (const char *line,
                                const char *name);

G_END_DECLS
