/* test-websocket.c: a WebSocket against a server of raw bytes, over a pair of sockets.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "eio-websocket.h"

#include "test-wait.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BYTES(text) text, sizeof (text) - 1

typedef struct
{
  GIOStream *connection;
  EioWebsocket *websocket;
  int peer;
  GString *log;   /* what was told */
  gsize received; /* bytes in messages */
  guint n_messages;
  guint delay_us; /* that each message takes */
  gboolean free_inside;
  gboolean nest; /* a main loop in the next message */
} Fixture;

static void
message_cb (EioWebsocket *websocket, const EioMessage *message, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GBytes) slice = eio_websocket_slice (websocket, message, 0);

  fixture->n_messages++;
  fixture->received += message->size;
  if (message->size < 100)
    g_string_append_printf (fixture->log, "%d:%.*s ", message->opcode, (int) g_bytes_get_size (slice),
                            message->size > 0 ? (const char *) g_bytes_get_data (slice, NULL) : "");
  if (fixture->delay_us > 0)
    g_usleep (fixture->delay_us);
  if (fixture->nest)
    {
      fixture->nest = FALSE;
      test_wait_ms (40);
      g_string_append (fixture->log, "(nested) ");
    }
  if (fixture->free_inside)
    g_clear_pointer (&fixture->websocket, eio_websocket_free);
}

static void
drained_cb (gpointer user_data)
{
  g_string_append (((Fixture *) user_data)->log, "drained ");
}

static void
closed_cb (guint code, const char *said, const GError *error, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_string_append_printf (fixture->log, "closed %u %s %s", code, said,
                          error == NULL                           ? ""
                          : error->domain == SOUP_WEBSOCKET_ERROR ? "bad"
                                                                  : "failed");
  if (fixture->free_inside)
    g_clear_pointer (&fixture->websocket, eio_websocket_free);
}

static const EioWebsocketEvents events = { message_cb, drained_cb, closed_cb };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GIOStream) base = NULL;
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds), ==, 0);
  socket = g_socket_new_from_fd (fds[0], NULL);
  fixture->peer = fds[1];
  fixture->log = g_string_new (NULL);
  fixture->connection = G_IO_STREAM (g_socket_connection_factory_create_connection (socket));
  /* Without a descriptor to be found, as TLS is. */
  if (data != NULL)
    base = g_simple_io_stream_new (g_io_stream_get_input_stream (fixture->connection),
                                   g_io_stream_get_output_stream (fixture->connection));
  else
    base = g_object_ref (fixture->connection);
  fixture->websocket = eio_websocket_new (base, NULL, 1000000, &events, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->websocket, eio_websocket_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  test_assert_finalize (fixture->connection);
  close (fixture->peer);
  g_string_free (fixture->log, TRUE);
}

static void
feed (Fixture *fixture, const char *data, gsize size)
{
  g_assert_cmpint (write (fixture->peer, data, size), ==, size);
}

/* COUNT messages of 1,000 bytes. */
static void
feed_many (Fixture *fixture, guint count)
{
  char frame[1004] = "\x82\x7e\x03\xe8";

  for (guint i = 0; i < count; i++)
    feed (fixture, frame, sizeof frame);
}

/* The next frame that the client has sent, unmasked; waits for it. */
static char *
expect_frame (Fixture *fixture)
{
  guint8 data[200];
  gssize size = -1;
  guint32 mask;

  test_wait_until ((size = recv (fixture->peer, data, 2, MSG_DONTWAIT)) != -1);
  if (size == 0)
    return g_strdup ("end");
  g_assert_cmpint (size, ==, 2);
  g_assert_cmpint (data[1] & 0x80, ==, 0x80);
  size = (data[1] & 0x7f) + 4;
  g_assert_cmpint (recv (fixture->peer, data + 2, size, MSG_DONTWAIT), ==, size);
  memcpy (&mask, data + 2, sizeof mask);
  eio_frame_mask (data + 6, size - 4, mask);
  return g_strdup_printf ("%02x:%.*s", data[0], (int) size - 4, data + 6);
}

static void
assert_frame (Fixture *fixture, const char *expected)
{
  g_autofree char *frame = expect_frame (fixture);

  g_assert_cmpstr (frame, ==, expected);
}

static void
test_receive (Fixture *fixture, gconstpointer data)
{
  feed (fixture, BYTES ("\x81\x05Hello\x82\x02hi\x01\x01"));
  test_wait_until (fixture->n_messages == 2);
  feed (fixture, BYTES ("a\x80\x01"
                        "b\x81\x00"));
  test_wait_until (fixture->n_messages == 4);
  g_assert_cmpstr (fixture->log->str, ==, "1:Hello 2:hi 1:ab 1: ");
}

static void
test_send (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) hello = g_bytes_new_static ("hello", 5);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);

  eio_websocket_send (fixture->websocket, EIO_OPCODE_TEXT, hello);
  eio_websocket_send (fixture->websocket, EIO_OPCODE_BINARY, empty);
  eio_websocket_flush (fixture->websocket);
  g_assert_true (eio_websocket_is_drained (fixture->websocket));
  g_assert_cmpstr (fixture->log->str, ==, "");
  assert_frame (fixture, "81:hello");
  assert_frame (fixture, "82:");
  test_wait_until (fixture->log->len > 0);
  g_assert_cmpstr (fixture->log->str, ==, "drained ");
}

/* More than the socket takes: the rest goes out as the other side reads. */
static void
test_send_large (Fixture *fixture, gconstpointer data)
{
  gsize size = 4000000;
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (size), size);
  g_autofree char *buffer = g_malloc (65536);
  gsize total = 0;

  for (guint i = 0; i < 2; i++)
    {
      eio_websocket_send (fixture->websocket, EIO_OPCODE_BINARY, large);
      eio_websocket_flush (fixture->websocket);
    }
  g_assert_false (eio_websocket_is_drained (fixture->websocket));
  while (total < 2 * (size + 14))
    {
      gssize n = read (fixture->peer, buffer, 65536);

      total += MAX (n, 0);
      g_main_context_iteration (NULL, FALSE);
    }
  test_wait_until (fixture->log->len > 0);
  g_assert_cmpstr (fixture->log->str, ==, "drained ");
  g_assert_true (eio_websocket_is_drained (fixture->websocket));
}

static void
test_ping (Fixture *fixture, gconstpointer data)
{
  feed (fixture, BYTES ("\x89\x03"
                        "abc\x8a\x00\x89\x00"));
  assert_frame (fixture, "8a:abc");
  assert_frame (fixture, "8a:");
}

/* Who pings and never reads fills no memory. */
static void
test_ping_flood (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) pings = g_byte_array_new ();
  guint8 ping[127] = { 0x89, 125 };

  for (guint i = 0; i < 500; i++)
    g_byte_array_append (pings, ping, sizeof ping);
  for (guint i = 0; i < 40; i++)
    {
      gsize done = 0;

      while (done < pings->len)
        {
          gssize n = write (fixture->peer, pings->data + done, pings->len - done);

          done += MAX (n, 0);
          g_main_context_iteration (NULL, FALSE);
        }
    }
  feed (fixture, BYTES ("\x81\x01x"));
  test_wait_until (fixture->n_messages == 1);
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  eio_websocket_close (fixture->websocket);
  g_assert_false (eio_websocket_is_open (fixture->websocket));
  assert_frame (fixture, "88:");
  g_assert_cmpstr (fixture->log->str, ==, "");
  feed (fixture, BYTES ("\x81\x04late\x88\x00"));
  test_wait_until (strstr (fixture->log->str, "closed") != NULL);
  g_assert_cmpstr (fixture->log->str, ==, "1:late closed 0  ");
}

static void
test_closed_by_server (Fixture *fixture, gconstpointer data)
{
  feed (fixture, BYTES ("\x81\x01x\x88\x05\x0f\xa1"
                        "bye\x81\x01y"));
  test_wait_until (strstr (fixture->log->str, "closed") != NULL);
  g_assert_cmpstr (fixture->log->str, ==, "1:x closed 4001 bye ");
  assert_frame (fixture, "88:\x0f\xa1");
  if (data == NULL)
    assert_frame (fixture, "end");
}

static void
test_end (Fixture *fixture, gconstpointer data)
{
  feed (fixture, BYTES ("\x81\x01x\x81"));
  shutdown (fixture->peer, SHUT_WR);
  test_wait_until (strstr (fixture->log->str, "closed") != NULL);
  g_assert_cmpstr (fixture->log->str, ==, "1:x closed 0  ");
}

static void
test_bad (Fixture *fixture, gconstpointer data)
{
  feed (fixture, BYTES ("\x81\x01x\x83\x00\x81\x01y"));
  test_wait_until (strstr (fixture->log->str, "closed") != NULL);
  g_assert_cmpstr (fixture->log->str, ==, "1:x closed 0  bad");
  assert_frame (fixture, "88:\x03\xea");
}

static void
test_bad_close (Fixture *fixture, gconstpointer data)
{
  feed (fixture, BYTES ("\x88\x03\x03\xe8\xff"));
  test_wait_until (strstr (fixture->log->str, "closed") != NULL);
  g_assert_cmpstr (fixture->log->str, ==, "closed 0  bad");
  assert_frame (fixture, "88:\x03\xef");
}

/* The owner may go inside any event. */
static void
test_free_inside (Fixture *fixture, gconstpointer data)
{
  fixture->free_inside = TRUE;
  feed (fixture, BYTES ("\x81\x01x\x81\x01y"));
  test_wait_until (fixture->websocket == NULL);
  g_assert_cmpstr (fixture->log->str, ==, "1:x ");
}

static void
test_free_inside_closed (Fixture *fixture, gconstpointer data)
{
  fixture->free_inside = TRUE;
  feed (fixture, BYTES ("\x83\x00"));
  test_wait_until (fixture->websocket == NULL);
}

/* Messages that take long are not all taken in one dispatch. */
static void
test_budget (Fixture *fixture, gconstpointer data)
{
  guint n_turns = 0;

  fixture->delay_us = 1000;
  feed_many (fixture, 50);
  while (fixture->n_messages < 50)
    {
      guint before = fixture->n_messages;

      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (fixture->n_messages - before, <=, 8);
      n_turns++;
    }
  g_assert_cmpuint (n_turns, >=, 6);
  g_assert_cmpuint (fixture->received, ==, 50000);
}

/* The other side hangs up while nothing more is read: that must not keep the loop busy. */
static gboolean
count_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
test_idle_after_end (Fixture *fixture, gconstpointer data)
{
  guint n_turns = 0;
  guint tick = g_timeout_add (5, count_cb, NULL);

  shutdown (fixture->peer, SHUT_RDWR);
  test_wait_until (strstr (fixture->log->str, "closed") != NULL);
  for (gint64 end = g_get_monotonic_time () + 50000; g_get_monotonic_time () < end; n_turns++)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  g_assert_cmpuint (n_turns, <, 100);
}

/* A dispatch within a dispatch, as a modal dialog makes one, takes nothing out of order. */
static void
test_nested (Fixture *fixture, gconstpointer data)
{
  fixture->nest = TRUE;
  feed (fixture, BYTES ("\x81\x01"
                        "a\x81\x01"
                        "b"));
  test_wait_until (fixture->n_messages == 2);
  g_assert_cmpstr (fixture->log->str, ==, "1:a (nested) 1:b ");
}

static void
add (const char *name, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_autofree char *by_fd = g_strdup_printf ("/websocket/socket/%s", name);
  g_autofree char *by_source = g_strdup_printf ("/websocket/source/%s", name);

  g_test_add (by_fd, Fixture, NULL, set_up, test, tear_down);
  g_test_add (by_source, Fixture, "source", set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("receive", test_receive);
  add ("send", test_send);
  add ("send-large", test_send_large);
  add ("ping", test_ping);
  add ("ping-flood", test_ping_flood);
  add ("close", test_close);
  add ("closed-by-server", test_closed_by_server);
  add ("end", test_end);
  add ("bad", test_bad);
  add ("bad-close", test_bad_close);
  add ("free-inside", test_free_inside);
  add ("free-inside-closed", test_free_inside_closed);
  add ("budget", test_budget);
  add ("idle-after-end", test_idle_after_end);
  add ("nested", test_nested);

  return g_test_run ();
}
