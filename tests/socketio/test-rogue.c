/* test-rogue.c: what a server may send that it should not, each over polling, WebSocket and the upgrade: the reason is
 * that of the table, and the client comes back or not as the table says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "rogue-client.h"

#include "sio-error.h"
#include "test-wait.h"

#include <string.h>

static RogueMode
mode_of (gconstpointer data)
{
  return GPOINTER_TO_INT (data);
}

static void
start (RogueClient *f, gconstpointer data)
{
  rogue_client_set_up (f, mode_of (data));
  rogue_client_connect (f);
}

/* FIRST, and SECOND unless NULL; a waiter is ended, and the client comes back. */
static void
assert_ends (gconstpointer data, const char *first, const char *second, const char *line)
{
  RogueClient f;

  start (&f, data);
  rogue_client_ask (&f, "[\"never answered\"]", 0);
  test_wait_until (sio_client_is_flushed (f.client));
  rogue_server_send (f.server, first);
  if (second != NULL)
    rogue_server_send (f.server, second);
  test_wait_until (f.n_disconnected == 1);
  if (!rogue_client_has (&f, line))
    g_error ("%s: expected “%s”, but it said\n%s", first, line, f.log->str);
  g_assert_nonnull (f.error);
  test_wait_until (f.n_connected == 2);
  g_assert_true (rogue_client_has (&f, "no answer: socket has been disconnected"));
  rogue_client_tear_down (&f);
}

/* A message that is no packet of Socket.IO. */
static void
test_parse_errors (gconstpointer data)
{
  static const char *const packets[] = {
    "4",
    "47",
    "4x",
    "42",
    "42{}",
    "42[]",
    "42[\"e\"",
    "42[\"e\"]x",
    "42[\"e\",01]",
    "42[null]",
    "42[{}]",
    "42[\"connect\"]",
    "42[\"disconnecting\"]",
    "40[]",
    "40\"text\"",
    "41{}",
    "430{}",
    "430",
    "44[]",
    "4451-[\"e\"]",
    "450-[\"e\"]",
    "451[\"e\"]",
    "45-[\"e\"]",
    "45x-[\"e\"]",
    "4599999999999-[\"e\"]",
    "461-0{}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (packets); i++)
    assert_ends (data, packets[i], NULL, "disconnected parse error");
}

/* Attachments that are missing, too many, or not those of the packet. */
static void
test_attachments (gconstpointer data)
{
  static const char *const pairs[][2] = {
    { "bAAE=", NULL },
    { "451-[\"e\",{\"_placeholder\":true,\"num\":0}]", "42[\"instead\"]" },
    { "451-[\"e\",{\"_placeholder\":true,\"num\":1}]", "bAAE=" },
    { "451-[\"e\",{\"_placeholder\":true,\"num\":-1}]", "bAAE=" },
    { "451-[\"e\",{\"_placeholder\":true,\"num\":0.5}]", "bAAE=" },
    { "451-[\"e\",{\"_placeholder\":true,\"num\":\"0\"}]", "bAAE=" },
    { "451-[\"e\",{\"_placeholder\":true}]", "bAAE=" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    assert_ends (data, pairs[i][0], pairs[i][1], "disconnected parse error");
}

/* A packet that is none of Engine.IO. */
static void
test_transport_errors (gconstpointer data)
{
  static const char *const packets[] = { "7", "9x", "hello", "{}" };

  for (guint i = 0; i < G_N_ELEMENTS (packets); i++)
    assert_ends (data, packets[i], NULL, "disconnected transport error");
}

/* Out of place, but harmless: nothing happens, and the conversation goes on. */
static void
test_ignored (gconstpointer data)
{
  static const char *const packets[] = {
    "6",      /* nobody waits for it */
    "3",      /* a pong without a ping */
    "3probe", /* late */
    "2probe", /* a ping with a payload */
    "5",      /* ours to say */
    "0{\"sid\":\"again\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}",
    "40{\"sid\":\"again\"}",    /* connected already */
    "40/other,{\"sid\":\"x\"}", /* nobody asked */
    "41/other,",
    "42/other,[\"e\"]",
    "44/other,{\"message\":\"no\"}",
    "4399[\"nobody waits\"]",
    "4318446744073709551616[]", /* beyond 64 bits */
    "43[]",                     /* an answer to nothing */
    "43007[]",                  /* not as we wrote it */
  };
  RogueClient f;

  start (&f, data);
  rogue_client_ask (&f, "[\"ask\"]", 0);
  test_wait_until (sio_client_is_flushed (f.client));
  for (guint i = 0; i < G_N_ELEMENTS (packets); i++)
    {
      g_autofree char *event = g_strdup_printf ("42[\"still here\",%u]", i);
      g_autofree char *line = g_strdup_printf ("event [\"still here\",%u]", i);

      rogue_server_send (f.server, packets[i]);
      rogue_server_send (f.server, event);
      rogue_client_wait_for (&f, line);
    }
  rogue_server_send (f.server, "430[\"first\"]");
  rogue_server_send (f.server, "430[\"second\"]"); /* the same answer twice */
  rogue_server_send (f.server, "42[\"end\"]");
  rogue_client_wait_for (&f, "event [\"end\"]");
  g_assert_true (rogue_client_has (&f, "answer [\"first\"]"));
  g_assert_false (rogue_client_has (&f, "answer [\"second\"]"));
  g_assert_cmpuint (f.n_connected, ==, 1);
  g_assert_cmpuint (f.n_disconnected, ==, 0);
  rogue_client_tear_down (&f);
}

/* Any order, reuse, nesting, and none of the object's other forms taken for a placeholder. */
static void
test_good_attachments (gconstpointer data)
{
  RogueClient f;

  start (&f, data);
  rogue_server_send (
      f.server, "452-[\"e\",{\"num\":1,\"_placeholder\":true},{\"a\":[{\"_placeholder\":true,\"num\":0}]},"
                "{\"_placeholder\":true,\"num\":1},{\"_placeholder\":false,\"num\":0}]");
  rogue_server_send (f.server, "bAAE=");
  rogue_server_send (f.server, "b");
  rogue_client_wait_for (
      &f, "event [\"e\",{\"$binary\":\"\"},{\"a\":[{\"$binary\":\"AAE=\"}]},{\"$binary\":\"\"},"
          "{\"_placeholder\":false,\"num\":0}]");
  rogue_client_ask (&f, "[\"ask\"]", 0);
  test_wait_until (sio_client_is_flushed (f.client));
  rogue_server_send (f.server, "461-0[{\"_placeholder\":true,\"num\":0}]");
  rogue_server_send (f.server, "b/w==");
  rogue_client_wait_for (&f, "answer [{\"$binary\":\"/w==\"}]");
  rogue_client_tear_down (&f);
}

/* Before CONNECT is answered: kept, and delivered before anything else. */
static void
test_early (gconstpointer data)
{
  static const char *const replies[] = {
    "40", "42[\"early\",1]",   "40", "451-[\"early\",{\"_placeholder\":true,\"num\":0}]", "40", "bAAE=",
    "40", "40{\"sid\":\"S\"}", NULL
  };
  RogueClient f;

  rogue_client_set_up (&f, mode_of (data));
  f.flags->replies = replies;
  rogue_client_connect (&f);
  g_assert_nonnull (
      strstr (f.log->str, "event [\"early\",1]\nevent [\"early\",{\"$binary\":\"AAE=\"}]\nconnected\n"));
  rogue_client_tear_down (&f);
}

/* The answers to CONNECT that let nobody in: told once, and nothing is tried again. */
static void
test_refused (gconstpointer data)
{
  static const struct
  {
    const char *answer;
    GQuark (*domain) (void);
    int code;
    const char *message;
  } cases[] = {
    { "44{\"message\":\"not you\",\"data\":{}}", sio_error_quark, SIO_ERROR_REFUSED, "not you" },
    { "44{\"message\":\"Invalid namespace\"}", sio_error_quark, SIO_ERROR_BAD_NAMESPACE,
      "Invalid namespace" },
    { "44\"text\"", sio_error_quark, SIO_ERROR_REFUSED, "text" },
    { "44{}", sio_error_quark, SIO_ERROR_REFUSED, "The server refused the connection" },
    { "41", sio_error_quark, SIO_ERROR_REFUSED, "The server refused the connection" },
    { "40", eio_error_quark, EIO_ERROR_WRONG_REVISION,
      "This seems to be a Socket.IO 2.x server, which needs Engine.IO revision 3" },
    { "40{}", eio_error_quark, EIO_ERROR_WRONG_REVISION,
      "This seems to be a Socket.IO 2.x server, which needs Engine.IO revision 3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *replies[] = { "40", cases[i].answer, NULL };
      RogueClient f;

      rogue_client_set_up (&f, mode_of (data));
      f.flags->replies = replies;
      sio_namespace_connect (f.nsp);
      rogue_client_ask (&f, "[\"waits\"]", 0);
      rogue_client_wait_for (&f, "connect-error");
      g_assert_error (f.error, cases[i].domain (), cases[i].code);
      g_assert_cmpstr (f.error->message, ==, cases[i].message);
      rogue_client_wait_for (&f, "no answer: socket has been disconnected");
      test_wait_ms (30);
      g_assert_cmpuint (f.n_connected, ==, 0);
      g_assert_cmpint (sio_client_get_state (f.client), ==, SIO_CLIENT_CLOSED);
      rogue_client_tear_down (&f);
    }
}

/* A server that never answers CONNECT: it is asked again, on a connection of its own. */
static void
test_connect_unanswered (gconstpointer data)
{
  static const char *const none[] = { NULL };
  static const char *const welcome[] = { "40", "40{\"sid\":\"S\"}", NULL };
  RogueClient f;

  rogue_client_set_up (&f, mode_of (data));
  f.flags->replies = none;
  sio_config_set_connect_timeout (sio_client_get_config (f.client), 100);
  sio_namespace_connect (f.nsp);
  rogue_client_wait_for (&f, "connect-error");
  g_assert_error (f.error, SIO_ERROR, SIO_ERROR_CONNECT_TIMEOUT);
  f.flags->replies = welcome;
  rogue_client_wait_for (&f, "connected");
  rogue_client_tear_down (&f);
}

/* "io server disconnect" does not come back by itself, but when it is asked to. */
static void
test_server_disconnect (gconstpointer data)
{
  RogueClient f;

  start (&f, data);
  rogue_client_ask (&f, "[\"waits\"]", 60000);
  rogue_server_send (f.server, "41");
  rogue_client_wait_for (&f, "disconnected io server disconnect");
  rogue_client_wait_for (&f, "no answer: socket has been disconnected");
  test_wait_ms (50);
  g_assert_cmpuint (f.n_connected, ==, 1);
  rogue_client_connect (&f);
  g_assert_cmpuint (f.n_connected, ==, 2);
  rogue_client_tear_down (&f);
}

static void
test_server_closes (gconstpointer data)
{
  RogueClient f;

  start (&f, data);
  rogue_server_send (f.server, "1");
  rogue_client_wait_for (&f, "disconnected transport close");
  test_wait_until (f.n_connected == 2);
  rogue_client_tear_down (&f);
}

/* More at once than we take: the error says so, and how much that is. */
static void
test_oversized (gconstpointer data)
{
  g_autofree char *padding = g_strnfill (5000, 'x');
  g_autofree char *packet = g_strdup_printf ("42[\"big\",\"%s\"]", padding);
  RogueClient f;

  rogue_client_set_up (&f, mode_of (data));
  eio_config_set_max_payload (sio_config_get_engine (sio_client_get_config (f.client)), 4000);
  rogue_client_connect (&f);
  rogue_server_send (f.server, packet);
  rogue_client_wait_for (&f, "disconnected transport error");
  g_assert_error (f.error, EIO_ERROR, EIO_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (f.error->message, "4000"));
  test_wait_until (f.n_connected == 2);
  rogue_client_tear_down (&f);
}

/* Leaving is told to the server, over what there is. */
static void
test_goodbye (gconstpointer data)
{
  RogueClient f;

  start (&f, data);
  rogue_client_ask (&f, "[\"waits\"]", 0);
  sio_namespace_disconnect (f.nsp);
  rogue_client_wait_for (&f, "disconnected io client disconnect");
  rogue_client_wait_for (&f, "no answer: socket has been disconnected");
  test_wait_until (!rogue_server_has_session (f.server));
  g_assert_true (rogue_server_has_logged (f.server, mode_of (data) == ROGUE_MODE_POLLING ? "polling 41"
                                                                                         : "websocket 41"));
  g_assert_cmpint (rogue_server_has_logged (f.server, "polling 1"), ==, mode_of (data) == ROGUE_MODE_POLLING);
  rogue_client_tear_down (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rogue_add_test ("rogue", "parse-errors", test_parse_errors);
  rogue_add_test ("rogue", "attachments", test_attachments);
  rogue_add_test ("rogue", "transport-errors", test_transport_errors);
  rogue_add_test ("rogue", "ignored", test_ignored);
  rogue_add_test ("rogue", "good-attachments", test_good_attachments);
  rogue_add_test ("rogue", "early", test_early);
  rogue_add_test ("rogue", "refused", test_refused);
  rogue_add_test ("rogue", "connect-unanswered", test_connect_unanswered);
  rogue_add_test ("rogue", "server-disconnect", test_server_disconnect);
  rogue_add_test ("rogue", "server-closes", test_server_closes);
  rogue_add_test ("rogue", "oversized", test_oversized);
  rogue_add_test ("rogue", "goodbye", test_goodbye);
  return g_test_run ();
}
