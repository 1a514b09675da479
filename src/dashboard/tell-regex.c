/* tell-regex.c: regular expressions that end. PCRE counts its steps anew at each start in the text, so the
 * text is limited as well; and an expression that was slow once is not tried again. SPDX-License-Identifier:
 * GPL-3.0-or-later */
#include "tell-regex.h"

#include "tell-document.h"

#include <string.h>

/* What else an event could look at while it matches. */
#define WORK_PER_US 100

struct _TellRegex
{
  GRegex *regex;
  gboolean slow; /* took longer than a search may: matches nothing from then on */
};

/**
 * tell_regex_new:
 * @pattern: in PCRE's syntax; a limit that it sets itself can only be lower
 *
 * Returns: (transfer full) (nullable): the compiled expression, or %NULL with a sentence without a place
 */
TellRegex *
tell_regex_new (const char *pattern, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *limited = g_strdup_printf ("(*LIMIT_MATCH=%d)(*LIMIT_DEPTH=%d)%s", TELL_REGEX_MAX_STEPS,
                                              TELL_REGEX_MAX_STEPS, pattern);
  GRegex *regex = NULL;
  TellRegex *self;

  if (strlen (pattern) > TELL_REGEX_MAX_PATTERN)
    g_set_error (&problem, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_INVALID, "more than %d characters",
                 TELL_REGEX_MAX_PATTERN);
  else
    regex = g_regex_new (limited, 0, 0, &problem);
  if (regex == NULL)
    {
      g_set_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_INVALID,
                   "expected a regular expression, found “%.60s” (%s)", pattern, problem->message);
      return NULL;
    }
  self = g_new0 (TellRegex, 1);
  self->regex = regex;
  return self;
}

void
tell_regex_free (TellRegex *self)
{
  g_regex_unref (self->regex);
  g_free (self);
}

gboolean
tell_regex_match (TellRegex *self,
                  const char *text,
                  gsize length,
                  TellScratch *scratch,
                  int group,
                  int *start,
                  int *end)
{
  g_autoptr (GMatchInfo) info = NULL;
  gint64 began = g_get_monotonic_time ();
  gint64 took;
  gboolean matched;
  int from = -1;
  int to = -1;

  if (self->slow || length > TELL_REGEX_MAX_TEXT)
    return FALSE;
  matched = g_regex_match_full (self->regex, text, length, 0, 0, &info, NULL);
  took = g_get_monotonic_time () - began;
  self->slow = took > TELL_REGEX_SLOW_US;
  tell_scratch_charge (scratch, took * WORK_PER_US);
  if (matched && !g_match_info_fetch_pos (info, group, &from, &to))
    matched = FALSE;
  if (start != NULL)
    {
      *start = from;
      *end = to;
    }
  return matched;
}
