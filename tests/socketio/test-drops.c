/* test-drops.c: the connection is cut at every step of a conversation: the reason is right, nobody waits for ever, and
 * the client comes back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "rogue-client.h"
#include "test-wait.h"

/* What a client that did nothing wrong may say of a connection that is gone. */
static gboolean
lost_as_it_should (RogueClient *f)
{
  return !rogue_client_has (f, "disconnected parse error") &&
         !rogue_client_has (f, "disconnected forced close") &&
         !rogue_client_has (f, "disconnected ping timeout") &&
         !rogue_client_has (f, "disconnected io server disconnect") &&
         !rogue_client_has (f, "disconnected io client disconnect");
}

/* Two questions before: one with a time limit, one that waits for ever if nobody ends it. They wait in the send
 * buffer while there is no connection, so both are answered in the end, or failed by the cut. */
static void
cut_at (RogueMode mode, const char *packet, const char *request)
{
  static const char *const replies[] = { "40",   "40{\"sid\":\"S\"}", "420*", "430[\"ok\"]",
                                         "421*", "431[\"ok\"]",       "422*", "432[\"ok\"]",
                                         NULL };
  RogueClient f;
  guint before;

  rogue_client_set_up (&f, mode);
  f.flags->replies = replies;
  f.flags->cut_at_packet = packet;
  f.flags->cut_at_request = request;
  sio_namespace_connect (f.nsp);
  rogue_client_ask (&f, "[\"timed\"]", 60000);
  rogue_client_ask (&f, "[\"untimed\"]", 0);
  test_wait_until (f.n_disconnected + (f.error != NULL) > 0);
  f.flags->cut_at_packet = f.flags->cut_at_request = NULL;
  g_assert_true (lost_as_it_should (&f));

  before = f.n_connected;
  if (sio_namespace_get_state (f.nsp) != SIO_NAMESPACE_CONNECTED)
    test_wait_until (f.n_connected > before);
  test_wait_until (f.n_waiting == 0);
  rogue_client_ask (&f, "[\"again\"]", 60000);
  rogue_client_wait_for (&f, "answer [\"ok\"]");
  test_wait_until (f.n_waiting == 0);
  rogue_client_tear_down (&f);
}

static void
test_handshake (gconstpointer data)
{
  cut_at (GPOINTER_TO_INT (data), NULL, "GET *EIO=4*");
}

static void
test_connect (gconstpointer data)
{
  cut_at (GPOINTER_TO_INT (data), "40", NULL);
}

static void
test_event (gconstpointer data)
{
  cut_at (GPOINTER_TO_INT (data), "420*", NULL);
}

static void
test_second_event (gconstpointer data)
{
  cut_at (GPOINTER_TO_INT (data), "421*", NULL);
}

static void
test_poll (void)
{
  cut_at (ROGUE_MODE_POLLING, NULL, "GET *sid=*");
}

static void
test_post (void)
{
  cut_at (ROGUE_MODE_POLLING, NULL, "POST *");
}

static void
test_upgrade_request (void)
{
  cut_at (ROGUE_MODE_UPGRADE, NULL, "GET *transport=websocket*");
}

static void
test_probe (void)
{
  cut_at (ROGUE_MODE_UPGRADE, "2probe", NULL);
}

static void
test_switch (void)
{
  cut_at (ROGUE_MODE_UPGRADE, "5", NULL);
}

/* Between a packet and its attachments: the next connection starts clean. */
static void
test_attachments (gconstpointer data)
{
  static const char *const replies[] = {
    "40",       "40{\"sid\":\"S\"}",
    "42*half*", "452-[\"x\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
    "42*half*", "bAAE=",
    NULL
  };
  RogueClient f;

  rogue_client_set_up (&f, GPOINTER_TO_INT (data));
  f.flags->replies = replies;
  rogue_client_connect (&f);
  rogue_client_ask (&f, "[\"half\"]", 0);
  test_wait_until (rogue_server_has_session (f.server));
  test_wait_ms (50);
  rogue_server_cut (f.server);
  test_wait_until (f.n_connected == 2);
  g_assert_true (rogue_client_has (&f, "no answer: socket has been disconnected"));
  rogue_server_send (f.server, "42[\"whole\"]");
  rogue_client_wait_for (&f, "event [\"whole\"]");
  g_assert_cmpuint (f.n_disconnected, ==, 1);
  g_assert_true (lost_as_it_should (&f));
  rogue_client_tear_down (&f);
}

/* Again and again: each loss is told once, and each time the client comes back. */
static void
test_often (gconstpointer data)
{
  RogueClient f;

  rogue_client_set_up (&f, GPOINTER_TO_INT (data));
  rogue_client_connect (&f);
  for (guint i = 1; i <= 10; i++)
    {
      rogue_client_ask (&f, "[\"never\"]", 0);
      rogue_server_cut (f.server);
      test_wait_until (f.n_connected == i + 1);
      g_assert_cmpuint (f.n_disconnected, ==, i);
      g_assert_cmpuint (f.n_waiting, ==, 0);
    }
  rogue_client_tear_down (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rogue_add_test ("drops", "handshake", test_handshake);
  rogue_add_test ("drops", "connect", test_connect);
  rogue_add_test ("drops", "event", test_event);
  rogue_add_test ("drops", "second-event", test_second_event);
  rogue_add_test ("drops", "attachments", test_attachments);
  rogue_add_test ("drops", "often", test_often);
  g_test_add_func ("/drops/polling/poll", test_poll);
  g_test_add_func ("/drops/polling/post", test_post);
  g_test_add_func ("/drops/upgrade/request", test_upgrade_request);
  g_test_add_func ("/drops/upgrade/probe", test_probe);
  g_test_add_func ("/drops/upgrade/switch", test_switch);
  return g_test_run ();
}
