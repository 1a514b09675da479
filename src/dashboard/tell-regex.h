/* tell-regex.h: regular expressions that end: GRegex with limits on matching, on the text, and on what it cost before.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-scratch.h"

G_BEGIN_DECLS

/* Backtracking steps from one start; a text of this many bytes; what one search may take before the expression is given up. */
#define TELL_REGEX_MAX_STEPS 10000
#define TELL_REGEX_MAX_TEXT (16 * 1024)
#define TELL_REGEX_MAX_PATTERN 1000
#define TELL_REGEX_SLOW_US (200 * 1000)

typedef struct _TellRegex TellRegex;

TellRegex *tell_regex_new     (const char *pattern,
                               GError    **error);
void       tell_regex_free    (TellRegex  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellRegex, tell_regex_free)
/* FALSE where it matches nothing, or ran into a limit. *START and *END (nullable) are where GROUP is; -1 if it took no part. */
gboolean   tell_regex_match   (TellRegex  *self,
                               const char *text,
                               gsize       length,
                               TellScratch *scratch, /* what it took is charged there */
                               int         group,
                               int        *start,
                               int        *end);

G_END_DECLS
