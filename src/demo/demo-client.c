/* demo-client.c: one Socket.IO connection: packets of its session, sorted to its sockets by namespace.
 * Source: the Socket.IO protocol, revision 5 (github.com/socketio/socket.io-protocol).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client.h"

#include "demo-limits.h"
#include "sio-decoder.h"
#include "sio-writer.h"

typedef struct
{
  DemoSession *session;   /* borrowed: it tells when it ends */
  GHashTable *namespaces; /* name → DemoNamespace, borrowed */
  GHashTable *sockets;    /* namespace → owned DemoSocket */
  SioDecoder *decoder;
  guint connect_timer; /* until the first CONNECT */
} Client;

static void
client_free (Client *client)
{
  eio_clock_clear (demo_session_get_clock (client->session), &client->connect_timer);
  g_hash_table_unref (client->sockets);
  sio_decoder_free (client->decoder);
  g_free (client);
}

void
demo_namespace_free (DemoNamespace *self)
{
  demo_adapter_free (self->adapter);
  g_free (self->nsp);
  g_free (self);
}

void
demo_namespace_remove (DemoNamespace *self, DemoSocket *socket)
{
  g_autoptr (DemoSocket) hold = g_object_ref (socket);

  if (demo_socket_get_session (socket) == NULL)
    return;
  demo_adapter_remove (self->adapter, socket);
  demo_socket_detach (socket);
  if (self->events.disconnected != NULL)
    self->events.disconnected (socket, self->user_data);
}

static void
send_connect_error (Client *client, const char *nsp, const char *message, const char *data)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (SioArgs) args = NULL;
  g_autoptr (GBytes) text = NULL;

  sio_writer_begin_object (writer);
  sio_writer_key (writer, "message");
  sio_writer_string (writer, message, -1);
  if (data != NULL)
    {
      sio_writer_key (writer, "data");
      sio_writer_json (writer, data, -1, NULL);
    }
  args = sio_writer_finish (writer);
  text = sio_packet_to_text (SIO_PACKET_CONNECT_ERROR, nsp, NULL, args);
  demo_session_send (client->session, text, FALSE);
}

static void
welcome (Client *client, DemoNamespace *namespace)
{
  g_autoptr (DemoSocket) socket = demo_socket_new (client->session, namespace->nsp);
  g_autofree char *json = g_strdup_printf ("{\"sid\":\"%s\"}", demo_socket_get_id (socket));
  g_autoptr (SioArgs) args = sio_args_new_text (json, -1, NULL);

  eio_clock_clear (demo_session_get_clock (client->session), &client->connect_timer);
  g_hash_table_insert (client->sockets, g_strdup (namespace->nsp), g_object_ref (socket));
  demo_adapter_add (namespace->adapter, socket);
  demo_socket_send_packet (socket, SIO_PACKET_CONNECT, NULL, args);
  if (namespace->events.connected != NULL && demo_socket_get_session (socket) != NULL)
  namespace->events.connected (socket, namespace->user_data);
}

static void
take_connect (Client *client, const char *nsp, SioPacket *packet)
{
  DemoNamespace *namespace = g_hash_table_lookup (client->namespaces, nsp);
  DemoSocket *connected = g_hash_table_lookup (client->sockets, nsp);
  g_autofree char *message = NULL;
  g_autofree char *data = NULL;
  SioValue auth = packet->args != NULL ? sio_args_get_root (packet->args) : SIO_VALUE_INIT_MISSING;

  if (connected != NULL && demo_socket_get_session (connected) != NULL)
    return;
  if (namespace == NULL || g_hash_table_size (client->sockets) >= DEMO_MAX_NAMESPACES)
    send_connect_error (client, nsp, "Invalid namespace", NULL);
  else if (namespace->events.admit != NULL &&
           !namespace->events.admit (auth, &message, &data, namespace->user_data))
    send_connect_error (client, nsp, message, data);
  else
    welcome (client, namespace);
}

static void
take_disconnect (Client *client, const char *nsp)
{
  DemoNamespace *namespace = g_hash_table_lookup (client->namespaces, nsp);
  g_autoptr (DemoSocket) socket = NULL;
  gpointer key = NULL, value = NULL;

  if (!g_hash_table_steal_extended (client->sockets, nsp, &key, &value))
    return;
  g_free (key);
  socket = value;
  demo_namespace_remove (namespace, socket);
}

/* A socket that the server disconnected stays in the table, detached, until the client reacts: what it still
 * sends is dropped. */
static void
take_event (Client *client, const char *nsp, SioPacket *packet)
{
  DemoNamespace *namespace = g_hash_table_lookup (client->namespaces, nsp);
  DemoSocket *socket = g_hash_table_lookup (client->sockets, nsp);
  g_autofree char *name = NULL;
  SioValue first;

  if (socket == NULL || demo_socket_get_session (socket) == NULL || namespace->events.event == NULL)
    return;
  first = sio_args_get (packet->args, 0);
  name = sio_value_dup_string (first, NULL);
  if (name != NULL)
    {
      g_autoptr (DemoSocket) hold = g_object_ref (socket);
      DemoCall call = { socket, name, packet->args, packet->id };

      namespace->events.event (&call, namespace->user_data);
    }
}

static void
take_packet (Client *client, SioPacket *packet)
{
  gsize length = strcspn (packet->nsp, "?");
  g_autofree char *nsp = g_strndup (packet->nsp, length);
  DemoSocket *socket = g_hash_table_lookup (client->sockets, nsp);

  switch (packet->type)
    {
    case SIO_PACKET_CONNECT:
      take_connect (client, nsp, packet);
      break;
    case SIO_PACKET_DISCONNECT:
      take_disconnect (client, nsp);
      break;
    case SIO_PACKET_EVENT:
    case SIO_PACKET_BINARY_EVENT:
      take_event (client, nsp, packet);
      break;
    case SIO_PACKET_ACK:
    case SIO_PACKET_BINARY_ACK:
      if (socket != NULL)
        demo_socket_take_answer (socket, packet);
      break;
    case SIO_PACKET_CONNECT_ERROR:
      break;
    }
}

static void
message_cb (DemoSession *session, GBytes *data, gboolean binary, gpointer user_data)
{
  Client *client = user_data;
  g_autoptr (SioPacket) packet = NULL;
  g_autoptr (GError) error = NULL;

  if (!sio_decoder_feed (client->decoder, data, binary, &packet, &error))
    {
      g_debug ("session %s: %s", demo_session_get_sid (session), error->message);
      demo_session_close (session, EIO_CLOSE_REASON_PARSE_ERROR);
    }
  else if (packet != NULL)
    take_packet (client, packet);
}

static void
closed_cb (DemoSession *session, EioCloseReason reason, gpointer user_data)
{
  Client *client = user_data;
  GHashTableIter iter;
  gpointer nsp, socket;

  g_hash_table_iter_init (&iter, client->sockets);
  while (g_hash_table_iter_next (&iter, &nsp, &socket))
    demo_namespace_remove (g_hash_table_lookup (client->namespaces, nsp), socket);
  client_free (client);
}

static void
connect_timeout_cb (gpointer user_data)
{
  Client *client = user_data;

  client->connect_timer = 0;
  demo_session_close (client->session, EIO_CLOSE_REASON_FORCED);
}

void
demo_client_start (DemoSession *session, GHashTable *namespaces)
{
  static const DemoSessionEvents events = { .message = message_cb, .closed = closed_cb };
  Client *client = g_new0 (Client, 1);

  client->session = session;
  client->namespaces = namespaces;
  client->sockets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  client->decoder = sio_decoder_new (EIO_PROTOCOL_4);
  client->connect_timer = eio_clock_add_timeout (demo_session_get_clock (session), DEMO_CONNECT_TIMEOUT_MS,
                                                 connect_timeout_cb, client);
  demo_session_set_events (session, &events, client);
}
