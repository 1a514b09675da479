/* tell-text.c: remote text made safe to show, and times as a person reads them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MS_PER_S 1000

/* Characters that turn the direction of what follows could make a text read as something else. */
static gboolean
is_bidi_control (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void
append_char (GString *markup, gunichar c)
{
  if (is_bidi_control (c))
    g_string_append_printf (markup, "<span alpha=\"60%%\">⟨U+%04X⟩</span>", c);
  else if (c == '<')
    g_string_append (markup, "&lt;");
  else if (c == '>')
    g_string_append (markup, "&gt;");
  else if (c == '&')
    g_string_append (markup, "&amp;");
  else if (c < 0x20 && c != '\n' && c != '\t')
    g_string_append_unichar (markup, c == '\r' ? ' ' : 0x2400 + c); /* the picture of that control */
  else
    g_string_append_unichar (markup, c);
}

static gboolean
is_link_char (gunichar c)
{
  return c > 0x20 && c != 0x7f && !g_unichar_isspace (c) && !is_bidi_control (c) && c != '<' && c != '>' &&
         c != '"' && c != '\'' && c != '`';
}

/* A full stop or bracket after an address belongs to the sentence. */
static const char *
trim_link_end (const char *start, const char *end)
{
  while (end > start && strchr (".,:;!?)]}", end[-1]) != NULL)
    {
      if (end[-1] == ')' && memchr (start, '(', end - start) != NULL)
        break;
      end--;
    }
  return end;
}

/* Where the address that begins at TEXT ends; TEXT if none does. */
static const char *
find_link_end (const char *text)
{
  gsize scheme = g_str_has_prefix (text, "https://") ? 8 : g_str_has_prefix (text, "http://") ? 7 : 0;
  const char *end = text + scheme;

  if (scheme == 0)
    return text;
  while (*end != '\0' && is_link_char (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  end = trim_link_end (text + scheme, end);
  return end > text + scheme ? end : text;
}

static void
append_link (GString *markup, const char *start, const char *end)
{
  g_autofree char *uri = g_markup_escape_text (start, end - start);

  g_string_append_printf (markup, "<a href=\"%s\">%s</a>", uri, uri);
}

/**
 * tell_text_to_markup:
 * @text: what somebody sent
 *
 * Pango markup that shows @text letter by letter: its own markup is not obeyed, what turns its direction is made visible, and
 * http and https addresses become links.
 *
 * Returns: (transfer full): markup
 */
char *
tell_text_to_markup (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);
  GString *markup = g_string_sized_new (strlen (valid) + 16);
  gboolean word_start = TRUE;
  guint n_chars = 0;

  for (const char *p = valid; *p != '\0' && n_chars < TELL_TEXT_MAX_CHARS; n_chars++)
    {
      const char *end = word_start ? find_link_end (p) : p;
      gunichar c = g_utf8_get_char (p);

      if (end > p)
        append_link (markup, p, end);
      else
        append_char (markup, c);
      word_start = !g_unichar_isalnum (c);
      p = end > p ? end : g_utf8_next_char (p);
    }
  if (n_chars == TELL_TEXT_MAX_CHARS)
    g_string_append (markup, " …");
  return g_string_free (markup, FALSE);
}

/**
 * tell_text_to_plain:
 * @text: (nullable): what somebody sent
 *
 * One line without control characters, for titles and notifications.
 *
 * Returns: (transfer full): text
 */
char *
tell_text_to_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);
  GString *plain = g_string_sized_new (strlen (valid));
  guint n_chars = 0;

  for (const char *p = valid; *p != '\0' && n_chars < TELL_TEXT_MAX_CHARS;
       p = g_utf8_next_char (p), n_chars++)
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_bidi_control (c))
        g_string_append_unichar (plain, c < 0x20 || c == 0x7f ? ' ' : c);
    }
  return g_strstrip (g_string_free (plain, FALSE));
}

static GDateTime *
local_time (gint64 time_ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_ms / MS_PER_S);

  return utc ? g_date_time_to_local (utc) : NULL;
}

static char *
format (gint64 time_ms, const char *pattern)
{
  g_autoptr (GDateTime) time = local_time (time_ms);
  char *text = time ? g_date_time_format (time, pattern) : NULL;

  return text ? text : g_strdup ("");
}

/**
 * tell_text_format_time:
 * @time_ms: ms since 1970
 *
 * Returns: (transfer full): the time of day, "14:05"
 */
char *
tell_text_format_time (gint64 time_ms)
{
  /* Translators: the time of a message, as strftime () writes it */
  return format (time_ms, _ ("%H:%M"));
}

/**
 * tell_text_format_full:
 * @time_ms: ms since 1970
 *
 * Returns: (transfer full): date and time in the locale's own way
 */
char *
tell_text_format_full (gint64 time_ms)
{
  return format (time_ms, "%c");
}

/**
 * tell_text_get_day:
 * @time_ms: ms since 1970
 *
 * Returns: a number that is the same for all times of one local day
 */
gint64
tell_text_get_day (gint64 time_ms)
{
  g_autoptr (GDateTime) time = local_time (time_ms);
  GDate date;

  if (time == NULL)
    return 0;
  g_date_set_dmy (&date, g_date_time_get_day_of_month (time), g_date_time_get_month (time),
                  g_date_time_get_year (time));
  return g_date_get_julian (&date);
}

/**
 * tell_text_format_day:
 * @time_ms: ms since 1970
 * @now_ms: the time now
 *
 * Returns: (transfer full): "Today", "Yesterday" or the date
 */
char *
tell_text_format_day (gint64 time_ms, gint64 now_ms)
{
  gint64 days = tell_text_get_day (now_ms) - tell_text_get_day (time_ms);

  if (days == 0)
    return g_strdup (_ ("Today"));
  if (days == 1)
    return g_strdup (_ ("Yesterday"));
  if (days > 1 && days < 300)
    /* Translators: the day of messages of this year, as strftime () writes it */
    return format (time_ms, _ ("%A, %-d %B"));
  /* Translators: the day of messages of another year, as strftime () writes it */
  return format (time_ms, _ ("%-d %B %Y"));
}

/**
 * tell_text_is_web_link:
 * @uri: an address
 *
 * Returns: whether it may be handed to the browser: only http and https
 */
gboolean
tell_text_is_web_link (const char *uri)
{
  const char *scheme = uri ? g_uri_peek_scheme (uri) : NULL;

  return g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0;
}
