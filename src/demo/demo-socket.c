/* demo-socket.c: one client in one namespace: events out, answers both ways.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-socket.h"

#include "demo-limits.h"

typedef struct
{
  DemoSocket *socket; /* which owns this */
  guint64 id;
  guint timer;
  DemoAnswerFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Question;

struct _DemoSocket
{
  GObject parent_instance;

  char *id;
  char *nsp;
  DemoSession *session; /* NULL once disconnected */
  EioClock *clock;
  GHashTable *questions; /* guint64 id → owned Question */
  guint64 next_ack;
};

G_DEFINE_FINAL_TYPE (DemoSocket, demo_socket, G_TYPE_OBJECT)

static void
question_free (Question *question)
{
  eio_clock_clear (question->socket->clock, &question->timer);
  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_free (question);
}

/* Out of the table first: the answer may ask again. */
static void
question_finish (DemoSocket *self, guint64 id, SioArgs *answer)
{
  g_autoptr (DemoSocket) hold = g_object_ref (self);
  gpointer key, value;
  Question *question;

  if (!g_hash_table_steal_extended (self->questions, &id, &key, &value))
    return;
  question = value;
  question->func (self, answer, question->user_data);
  question_free (question);
}

static void
question_timeout_cb (gpointer user_data)
{
  Question *question = user_data;

  question->timer = 0;
  question_finish (question->socket, question->id, NULL);
}

static void
demo_socket_dispose (GObject *object)
{
  demo_socket_detach (DEMO_SOCKET (object));
  G_OBJECT_CLASS (demo_socket_parent_class)->dispose (object);
}

static void
demo_socket_finalize (GObject *object)
{
  DemoSocket *self = DEMO_SOCKET (object);

  g_clear_pointer (&self->questions, g_hash_table_unref);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->nsp, g_free);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (demo_socket_parent_class)->finalize (object);
}

static void
demo_socket_class_init (DemoSocketClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demo_socket_dispose;
  G_OBJECT_CLASS (klass)->finalize = demo_socket_finalize;
}

static void
demo_socket_init (DemoSocket *self)
{
  self->questions = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, NULL);
}

/**
 * demo_socket_new:
 * @session: whose client it is
 * @nsp: the namespace
 *
 * Returns: (transfer full): a socket with an id of its own; unlike the session's that one is public
 */
DemoSocket *
demo_socket_new (DemoSession *session, const char *nsp)
{
  DemoSocket *self = g_object_new (DEMO_TYPE_SOCKET, NULL);
  g_autofree char *uuid = g_uuid_string_random ();

  self->id = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uuid, -1);
  self->id[20] = '\0';
  self->nsp = g_strdup (nsp);
  self->session = g_object_ref (session);
  self->clock = g_object_ref (demo_session_get_clock (session));
  return self;
}

const char *
demo_socket_get_id (DemoSocket *self)
{
  return self->id;
}

const char *
demo_socket_get_nsp (DemoSocket *self)
{
  return self->nsp;
}

DemoSession *
demo_socket_get_session (DemoSocket *self)
{
  return self->session;
}

void
demo_socket_send (DemoSocket *self, GBytes *text, GPtrArray *attachments)
{
  if (self->session == NULL)
    return;
  demo_session_send (self->session, text, FALSE);
  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    demo_session_send (self->session, g_ptr_array_index (attachments, i), TRUE);
}

void
demo_socket_send_packet (DemoSocket *self, SioPacketType type, const char *id, SioArgs *args)
{
  g_autoptr (GBytes) text = sio_packet_to_text (type, self->nsp, id, args);

  demo_socket_send (self, text, args != NULL ? sio_args_get_attachments (args) : NULL);
}

void
demo_socket_emit (DemoSocket *self, SioArgs *args)
{
  demo_socket_send_packet (self, SIO_PACKET_EVENT, NULL, args);
}

/**
 * demo_socket_ask:
 * @self: a socket
 * @args: the whole array, the event's name first
 * @timeout_ms: how long to wait for the answer
 * @func: (scope notified): called exactly once
 * @user_data: for @func
 * @destroy: (nullable): frees @user_data
 *
 * Emits an event that the client is to answer.
 */
void
demo_socket_ask (DemoSocket *self,
                 SioArgs *args,
                 guint timeout_ms,
                 DemoAnswerFunc func,
                 gpointer user_data,
                 GDestroyNotify destroy)
{
  Question *question = g_new0 (Question, 1);
  g_autofree char *digits = NULL;

  *question = (Question){ self, self->next_ack++, 0, func, user_data, destroy };
  digits = g_strdup_printf ("%" G_GUINT64_FORMAT, question->id);
  g_hash_table_insert (self->questions, &question->id, question);
  if (self->session == NULL || g_hash_table_size (self->questions) > DEMO_MAX_ACKS)
    {
      question_finish (self, question->id, NULL);
      return;
    }
  question->timer = eio_clock_add_timeout (self->clock, timeout_ms, question_timeout_cb, question);
  demo_socket_send_packet (self, SIO_PACKET_EVENT, digits, args);
}

void
demo_socket_answer (DemoSocket *self, const char *ack_id, SioArgs *args)
{
  demo_socket_send_packet (self, SIO_PACKET_ACK, ack_id, args);
}

/* An answer that nobody waits for (any more) is no error. */
void
demo_socket_take_answer (DemoSocket *self, SioPacket *packet)
{
  guint64 id;

  if (packet->id != NULL && g_ascii_string_to_unsigned (packet->id, 10, 0, G_MAXUINT64, &id, NULL))
    question_finish (self, id, packet->args);
}

void
demo_socket_detach (DemoSocket *self)
{
  g_autofree gpointer *keys = NULL;
  guint n;

  g_clear_object (&self->session);
  while ((keys = g_hash_table_get_keys_as_array (self->questions, &n)) != NULL && n > 0)
    {
      guint64 id = *(guint64 *) keys[0];

      g_clear_pointer (&keys, g_free);
      question_finish (self, id, NULL);
    }
}
