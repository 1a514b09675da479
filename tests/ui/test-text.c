/* test-text.c: remote text made safe to show, times, addresses that a person types.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-text.h"
#include "tell-url.h"
#include "ui-test.h"

#define NOON_MS G_GINT64_CONSTANT (1732276800000) /* 2024-11-22 12:00 UTC, a Friday */
#define DAY_MS  (24 * 60 * 60 * 1000)

static void
test_markup (void)
{
  static const struct
  {
    const char *text, *markup;
  } cases[] = {
    { "hello", "hello" },
    { "<b>bold</b> & co", "&lt;b&gt;bold&lt;/b&gt; &amp; co" },
    { "two\nlines", "two\nlines" },
    { "see https://a.org/x?y=1&z=2.",
      "see <a href=\"https://a.org/x?y=1&amp;z=2\">https://a.org/x?y=1&amp;z=2</a>." },
    { "(http://a.org)", "(<a href=\"http://a.org\">http://a.org</a>)" },
    { "http://a.org/b_(c)", "<a href=\"http://a.org/b_(c)\">http://a.org/b_(c)</a>" },
    { "http://\"onclick='x'", "http://\"onclick='x'" },
    { "javascript:alert(1) file:///etc/passwd", "javascript:alert(1) file:///etc/passwd" },
    { "xhttp://a.org", "xhttp://a.org" },
    { "a\xe2\x80\xae"
      "b",
      "a<span alpha=\"60%\">⟨U+202E⟩</span>b" },
    { "\x07", "␇" },
    { "bad \xff byte", "bad \xef\xbf\xbd byte" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markup = tell_text_to_markup (cases[i].text);
      g_autoptr (GError) error = NULL;

      g_assert_cmpstr (markup, ==, cases[i].markup);
      if (strstr (markup, "<a ") == NULL) /* links are GtkLabel's, not Pango's */
        pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
test_markup_limit (void)
{
  g_autofree char *text = g_strnfill (3 * TELL_TEXT_MAX_CHARS, 'x');
  g_autofree char *markup = tell_text_to_markup (text);

  g_assert_cmpuint (g_utf8_strlen (markup, -1), ==, TELL_TEXT_MAX_CHARS + 2);
}

static void
test_plain (void)
{
  g_autofree char *line = tell_text_to_plain (" a\nb\t\xe2\x80\xae<i>c</i> ");
  g_autofree char *nothing = tell_text_to_plain (NULL);

  g_assert_cmpstr (line, ==, "a b <i>c</i>");
  g_assert_cmpstr (nothing, ==, "");
}

static void
assert_day (gint64 time_ms, const char *expected)
{
  g_autofree char *day = tell_text_format_day (time_ms, NOON_MS);

  g_assert_cmpstr (day, ==, expected);
}

static void
test_times (void)
{
  g_autofree char *time = tell_text_format_time (NOON_MS + 5 * 60 * 1000);
  g_autofree char *never = tell_text_format_time (G_MAXINT64);

  g_assert_cmpstr (time, ==, "12:05");
  g_assert_cmpstr (never, ==, "");
  assert_day (NOON_MS, "Today");
  assert_day (NOON_MS - DAY_MS, "Yesterday");
  assert_day (NOON_MS - 2 * DAY_MS, "Wednesday, 20 November");
  assert_day (NOON_MS - 366LL * DAY_MS, "22 November 2023");
}

static void
test_links (void)
{
  g_assert_true (tell_text_is_web_link ("https://a.org"));
  g_assert_true (tell_text_is_web_link ("HTTP://a.org"));
  g_assert_false (tell_text_is_web_link ("file:///etc/passwd"));
  g_assert_false (tell_text_is_web_link ("javascript:alert(1)"));
  g_assert_false (tell_text_is_web_link (NULL));
}

static void
test_addresses (void)
{
  static const char *cases[][2] = {
    { " localhost:3000 ", "http://localhost:3000" }, { "127.0.0.1", "http://127.0.0.1" },
    { "[::1]:3000", "http://[::1]:3000" },           { "nas:8080/x", "http://nas:8080/x" },
    { "example.org", "https://example.org" },        { "http://example.org", "http://example.org" },
    { "wss://example.org", "wss://example.org" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = tell_url_complete (cases[i][0]);

      g_assert_cmpstr (url, ==, cases[i][1]);
    }
  g_assert_true (tell_url_is_one ("http://a.org"));
  g_assert_false (tell_url_is_one ("file:///a.json"));
  g_assert_false (tell_url_is_one ("a.telltale.json"));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/text/markup", test_markup);
  g_test_add_func ("/ui/text/markup-limit", test_markup_limit);
  g_test_add_func ("/ui/text/plain", test_plain);
  g_test_add_func ("/ui/text/times", test_times);
  g_test_add_func ("/ui/text/links", test_links);
  g_test_add_func ("/ui/text/addresses", test_addresses);
  return g_test_run ();
}
