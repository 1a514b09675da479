/* test-banner.c: the banner while a server can't be reached, on a clock that the test moves.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-connection-banner.h"
#include "tell-session-text.h"
#include "ui-session.h"

typedef struct
{
  EioClock *clock;
  TellSession *session;
  GtkWidget *widget;
  TellConnectionBanner *banner;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = eio_clock_new_manual (G_GINT64_CONSTANT (1732276800000000));
  fixture->session = ui_test_session (UI_TEST_DOCUMENT, fixture->clock);
  fixture->widget = g_object_ref_sink (tell_connection_banner_new ());
  fixture->banner = TELL_CONNECTION_BANNER (fixture->widget);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tell_session_stop (fixture->session);
  test_assert_finalize (fixture->widget);
  test_assert_finalize (fixture->session);
  g_object_unref (fixture->clock);
}

static void
start (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  tell_connection_banner_set_session (fixture->banner, fixture->session);
  g_assert_true (tell_session_start (fixture->session, &error));
  g_assert_no_error (error);
}

static void
test_idle (Fixture *fixture, gconstpointer data)
{
  g_assert_false (tell_connection_banner_get_revealed (fixture->banner));
  tell_connection_banner_set_session (fixture->banner, fixture->session);
  g_assert_true (tell_connection_banner_get_revealed (fixture->banner));
  g_assert_cmpstr (tell_connection_banner_get_title (fixture->banner), ==, "Not connected");
  tell_connection_banner_set_session (fixture->banner, NULL);
  g_assert_false (tell_connection_banner_get_revealed (fixture->banner));
}

static void
assert_countdown (Fixture *fixture, int seconds)
{
  g_autofree char *text = g_strdup_printf ("Trying again in %d second%s", seconds, seconds == 1 ? "" : "s");

  g_assert_cmpstr (tell_connection_banner_get_countdown (fixture->banner), ==, text);
}

static void
test_countdown (Fixture *fixture, gconstpointer data)
{
  int left = 0;

  start (fixture);
  g_assert_false (tell_connection_banner_get_revealed (fixture->banner)); /* under way is no news */
  test_wait_until (tell_session_get_state (fixture->session) == TELL_SESSION_WAITING &&
                   tell_session_get_reason (fixture->session) != NULL);
  g_assert_true (tell_connection_banner_get_revealed (fixture->banner));
  g_assert_cmpstr (tell_connection_banner_get_title (fixture->banner), ==,
                   tell_session_get_reason (fixture->session));
  left = tell_session_get_seconds_left (fixture->session);
  g_assert_cmpint (left, >, 0);
  for (; left > 0; left--)
    {
      assert_countdown (fixture, left);
      eio_clock_advance (fixture->clock, G_USEC_PER_SEC);
      if (tell_session_get_state (fixture->session) != TELL_SESSION_WAITING)
        break;
    }
  test_wait_until (tell_session_get_state (fixture->session) != TELL_SESSION_WAITING);
  g_assert_true (
      tell_connection_banner_get_revealed (fixture->banner)); /* it does not flicker while it tries */
  g_assert_cmpstr (tell_connection_banner_get_countdown (fixture->banner), ==, "Trying to reconnect…");
}

static void
test_retry (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  test_wait_until (tell_session_get_state (fixture->session) == TELL_SESSION_WAITING);
  gtk_widget_activate_action (fixture->widget, "session.retry", NULL);
  g_assert_cmpint (tell_session_get_state (fixture->session), ==, TELL_SESSION_CONNECTING);
}

static void
test_texts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *idle = tell_session_dup_state_text (fixture->session);
  g_autofree char *offline = NULL;

  g_assert_cmpstr (idle, ==, "Not connected");
  g_assert_cmpstr (tell_session_get_look (fixture->session), ==, "offline");
  g_assert_cmpint (tell_session_get_seconds_left (fixture->session), ==, -1);
  start (fixture);
  g_assert_cmpstr (tell_session_get_look (fixture->session), ==, "busy");
  test_wait_until (tell_session_get_state (fixture->session) == TELL_SESSION_WAITING &&
                   tell_session_get_reason (fixture->session) != NULL);
  offline = tell_session_dup_state_text (fixture->session);
  g_assert_true (g_str_has_prefix (offline, "Offline: "));
  g_assert_cmpstr (tell_session_get_look (fixture->session), ==, "away");
}

#define ADD(name, func) g_test_add ("/ui/banner/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD ("idle", test_idle);
  ADD ("countdown", test_countdown);
  ADD ("retry", test_retry);
  ADD ("texts", test_texts);
  return g_test_run ();
}
