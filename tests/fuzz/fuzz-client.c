/* fuzz-client.c: a client in a world without rules: what the server says and what we do come in any order.
 *
 * The input is lines, the first byte of each is what happens. However it goes, every waiter is called exactly once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "fake-socket.h"
#include "sio-client.h"
#include "sio-config-private.h"

#include <string.h>

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED (
      "c/\no\nt0{\"sid\":\"a\"}\na\na\nt30[1]\nt2[\"e\"]\nt25[\"q\"]\nr5\nx1\nw9\no\nt0{\"sid\":\"b\"}\n"),
  FUZZ_SEED (
      "e\na\nc/\nx0\nw9\nx2\nw9\nn\no\nc/a\nt2/a,[\"early\"]\nt0/a,{\"sid\":\"a\",\"pid\":\"p\"}\nt44\n"),
  FUZZ_SEED ("c/\nc/a\no\nt0{\"sid\":\"a\",\"pid\":\"p\"}\nt2[\"e\",\"offset\"]\nd/\nt1/a\nt4/"
             "a,{\"message\":\"no\"}\nz\n"),
  FUZZ_SEED (
      "c/\no\nt0{\"sid\":\"a\"}\nt51-[\"e\",{\"_placeholder\":true,\"num\":0}]\nbxyz\na\nk\np\nc/\no\nt1\n"),
  FUZZ_SEED (
      "R\nc/\no\nt0{\"sid\":\"a\"}\na\ne\na\nw9\nt30[]\nx1\nn\no\nt0{\"sid\":\"a\"}\nt31[]\nt4\"x\"\n"),
  FUZZ_SEED ("3\nc/a\nc/\no\nt0\nt0/a\nt2/a,[\"e\"]\nt4/a,\"x\"\nt2[\"connect\"]\nv\na\nz\nz\n"),
  { NULL, 0 },
};

typedef struct
{
  EioClock *clock;
  SioConfig *config;
  SioClient *client;
  GCancellable *cancellable;
  guint n_waiting;
} World;

static void
emitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  World *world = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) answer = sio_namespace_emit_finish (SIO_NAMESPACE (source), result, &error);

  g_assert_true ((answer == NULL) == (error != NULL));
  world->n_waiting--;
}

static SioNamespace *
get_nsp (World *world, const char *rest)
{
  return sio_client_get_namespace (world->client, rest[0] == '/' && rest[1] == 'a' ? "/a" : "/");
}

static void
emit (World *world, const char *rest, SioEmitFlags flags)
{
  g_autoptr (SioArgs) args = sio_args_new_text ("[\"ours\",1]", -1, NULL);

  sio_namespace_emit (get_nsp (world, rest), args, flags, NULL);
}

static void
ask (World *world, const char *rest)
{
  g_autoptr (SioArgs) args = sio_args_new_text ("[\"ours\",2]", -1, NULL);

  world->n_waiting++;
  sio_namespace_emit_async (get_nsp (world, rest), args, 0, rest[0] == '0' ? 100 : 0, world->cancellable,
                            emitted_cb, world);
}

static void
answer (World *world, const char *rest)
{
  g_autoptr (SioArgs) args = sio_args_new_text ("[\"answer\"]", -1, NULL);

  sio_namespace_answer (get_nsp (world, "/"), rest, args);
}

static void
cancel (World *world)
{
  g_cancellable_cancel (world->cancellable);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_cancellable_reset (world->cancellable);
}

static void
do_ours (World *world, char what, const char *rest)
{
  switch (what)
    {
    case 'c':
      sio_namespace_connect (get_nsp (world, rest));
      break;
    case 'd':
      sio_namespace_disconnect (get_nsp (world, rest));
      break;
    case 'e':
      emit (world, rest, 0);
      break;
    case 'v':
      emit (world, rest, SIO_EMIT_VOLATILE);
      break;
    case 'a':
      ask (world, rest);
      break;
    case 'r':
      answer (world, rest);
      break;
    case 'k':
      cancel (world);
      break;
    case 'n':
      sio_client_retry_now (world->client);
      break;
    case 'p':
      sio_client_open (world->client);
      break;
    case 'z':
      sio_client_close (world->client);
      break;
    case 'l':
      sio_namespace_clear_buffer (get_nsp (world, rest));
      break;
    case 'w':
      eio_clock_advance (world->clock, (rest[0] & 15) * G_GINT64_CONSTANT (1000000));
      break;
    case 'R':
      sio_config_set_retries (world->config, 2);
      sio_config_set_ack_timeout (world->config, 1000);
      break;
    case '3':
      fake_socket_set_protocol (EIO_PROTOCOL_3);
      break;
    default:
      break;
    }
}

static void
do_theirs (char what, const char *rest)
{
  EioSocket *socket = fake_socket_get_last ();
  EioSocketState state = socket ? eio_socket_get_state (socket) : EIO_SOCKET_STATE_CLOSED;

  if (what == 'o' && state == EIO_SOCKET_STATE_OPENING)
    fake_socket_opened (socket);
  else if (what == 'x' && state != EIO_SOCKET_STATE_CLOSED)
    fake_socket_closed (socket, EIO_CLOSE_REASON_FORCED + (rest[0] & 3), rest[0] & 4 ? "error" : NULL);
  else if (what == 't' && state == EIO_SOCKET_STATE_OPEN)
    fake_socket_receive (socket, rest);
  else if (what == 'b' && state == EIO_SOCKET_STATE_OPEN)
    fake_socket_receive_binary (socket, rest);
}

static void
world_init (World *world)
{
  world->n_waiting = 0;
  world->clock = eio_clock_new_manual (0);
  world->config = sio_config_new ("http://localhost", NULL);
  eio_config_set_clock (sio_config_get_engine (world->config), world->clock);
  sio_config_set_seed (world->config, 1);
  sio_config_set_buffer_limit (world->config, 4);
  world->client = sio_client_new (world->config);
  world->cancellable = g_cancellable_new ();
}

static void
world_clear (World *world)
{
  g_object_unref (world->client);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (world->n_waiting, ==, 0);
  g_object_unref (world->cancellable);
  g_object_unref (world->config);
  g_object_unref (world->clock);
  fake_socket_reset ();
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  World world;

  world_init (&world);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      {
        do_ours (&world, lines[i][0], lines[i] + 1);
        do_theirs (lines[i][0], lines[i] + 1);
        while (g_main_context_iteration (NULL, FALSE))
          ;
      }
  world_clear (&world);
  return 0;
}
