/* test-paced-stream.c: the stream between libsoup and the network, over a pair of sockets.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "eio-paced-stream.h"

#include "test-wait.h"

#include <sys/socket.h>
#include <unistd.h>

typedef struct
{
  GIOStream *connection;
  GIOStream *base;
  GIOStream *stream;
  GPollableInputStream *input;
  GSource *source;
  int peer;
  GByteArray *received;
  guint n_calls;
  gsize largest;  /* call, in bytes */
  guint delay_us; /* that each call takes */
  gboolean ended;
} Fixture;

/* Reads as libsoup does: until "would block", and with a new source each time. */
static gboolean readable_cb (GObject *stream, gpointer user_data);

static void
start_source (Fixture *fixture)
{
  fixture->source = g_pollable_input_stream_create_source (fixture->input, NULL);
  g_source_set_callback (fixture->source, (GSourceFunc) (void (*) (void)) readable_cb, fixture, NULL);
  g_source_attach (fixture->source, NULL);
}

static void
stop_source (Fixture *fixture)
{
  if (fixture->source != NULL)
    g_source_destroy (fixture->source);
  g_clear_pointer (&fixture->source, g_source_unref);
}

static gboolean
readable_cb (GObject *stream, gpointer user_data)
{
  Fixture *fixture = user_data;
  gsize before = fixture->received->len;
  guint8 buffer[1024];
  gssize size;

  fixture->n_calls++;
  stop_source (fixture);
  while ((size = g_pollable_input_stream_read_nonblocking (fixture->input, buffer, sizeof buffer, NULL,
                                                           NULL)) > 0)
    g_byte_array_append (fixture->received, buffer, size);
  fixture->largest = MAX (fixture->largest, fixture->received->len - before);
  fixture->ended = size == 0;
  if (fixture->delay_us > 0)
    g_usleep (fixture->delay_us);
  if (!fixture->ended)
    start_source (fixture);

  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  int fds[2];
  g_autoptr (GSocket) socket = NULL;

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds), ==, 0);
  socket = g_socket_new_from_fd (fds[0], NULL);
  fixture->peer = fds[1];
  fixture->connection = G_IO_STREAM (g_socket_connection_factory_create_connection (socket));
  /* Without a descriptor to be found, as TLS is. */
  if (data != NULL)
    fixture->base = g_simple_io_stream_new (g_io_stream_get_input_stream (fixture->connection),
                                            g_io_stream_get_output_stream (fixture->connection));
  else
    fixture->base = g_object_ref (fixture->connection);
  fixture->stream = eio_paced_stream_new (fixture->base);
  fixture->input = G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (fixture->stream));
  fixture->received = g_byte_array_new ();
  start_source (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stop_source (fixture);
  test_assert_finalize (fixture->stream);
  g_clear_object (&fixture->base);
  g_clear_object (&fixture->connection);
  close (fixture->peer);
  g_byte_array_unref (fixture->received);
}

static void
feed (Fixture *fixture, gsize size)
{
  g_autofree char *data = g_strnfill (size, 'x');

  g_assert_cmpint (write (fixture->peer, data, size), ==, size);
}

static void
test_small (Fixture *fixture, gconstpointer data)
{
  for (guint i = 1; i <= 100; i++)
    {
      feed (fixture, 10);
      test_wait_until (fixture->received->len == i * 10);
    }
}

/* No call gets more than a portion, so libsoup has little to move. */
static void
test_portions (Fixture *fixture, gconstpointer data)
{
  feed (fixture, 100000);
  test_wait_until (fixture->received->len == 100000);
  g_assert_cmpuint (fixture->largest, <=, 8192);
  g_assert_cmpuint (fixture->n_calls, >=, 100000 / 8192);
}

/* A reader that takes long does not get everything in one dispatch. */
static void
test_budget (Fixture *fixture, gconstpointer data)
{
  guint n_turns = 0;

  fixture->delay_us = 1000;
  feed (fixture, 100000);
  while (fixture->received->len < 100000)
    {
      gsize before = fixture->received->len;

      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (fixture->received->len - before, <=, 5 * 8192);
      n_turns++;
    }
  g_assert_cmpuint (n_turns, >=, 3);
}

static void
test_end (Fixture *fixture, gconstpointer data)
{
  feed (fixture, 10);
  shutdown (fixture->peer, SHUT_WR);
  test_wait_until (fixture->ended);
  g_assert_cmpuint (fixture->received->len, ==, 10);
}

static gboolean
count_cb (gpointer user_data)
{
  (*(guint *) user_data)++;
  return G_SOURCE_CONTINUE;
}

/* Nobody reads, and the other side hangs up: that must not keep the loop busy. */
static void
test_idle (Fixture *fixture, gconstpointer data)
{
  guint n_turns = 0;

  test_wait_ms (20);
  stop_source (fixture);
  feed (fixture, 10);
  shutdown (fixture->peer, SHUT_RDWR);
  for (gint64 end = g_get_monotonic_time () + 50000; g_get_monotonic_time () < end; n_turns++)
    {
      guint tick = g_timeout_add (5, count_cb, &(guint){ 0 });

      g_main_context_iteration (NULL, TRUE);
      g_source_remove (tick);
    }
  g_assert_cmpuint (n_turns, <, 100);

  start_source (fixture);
  test_wait_until (fixture->ended);
  g_assert_cmpuint (fixture->received->len, ==, 10);
}

static void
test_output (Fixture *fixture, gconstpointer data)
{
  char buffer[10] = "";

  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (fixture->stream), "hello", 5, NULL,
                                            NULL, NULL));
  g_assert_cmpint (read (fixture->peer, buffer, sizeof buffer), ==, 5);
  g_assert_cmpstr (buffer, ==, "hello");
  eio_paced_stream_hurry (EIO_PACED_STREAM (fixture->stream));
}

static void
test_blocking_read (Fixture *fixture, gconstpointer data)
{
  char buffer[10] = "";

  feed (fixture, 7);
  g_assert_cmpint (g_input_stream_read (G_INPUT_STREAM (fixture->input), buffer, sizeof buffer, NULL, NULL),
                   ==, 7);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *by_fd = g_strconcat ("/paced-stream/descriptor/", name, NULL);
  g_autofree char *by_source = g_strconcat ("/paced-stream/source/", name, NULL);

  g_test_add (by_fd, Fixture, NULL, set_up, test, tear_down);
  g_test_add (by_source, Fixture, "source", set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("small", test_small);
  add ("portions", test_portions);
  add ("budget", test_budget);
  add ("end", test_end);
  add ("idle", test_idle);
  add ("output", test_output);
  add ("blocking-read", test_blocking_read);

  return g_test_run ();
}
