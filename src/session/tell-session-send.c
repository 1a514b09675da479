/* tell-session-send.c: own chat messages from the composer to the server; how far one is stands in the message.
 *
 *   QUEUED ── room open ──► SENDING ── written, no answer wanted ──► SENT
 *     ▲                       │  │ └── answered ──► DELIVERED
 *     └── connection lost ────┘  └──── refused, no answer in time ──► FAILED ── resend () ──► QUEUED
 *
 * A message whose answer was lost with the connection is sent again: the document asked for a confirmation
 * and there was none. One that was written and needs no answer is not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-session-private.h"

#include <glib/gi18n-lib.h>

#include "sio-error.h"

static TellPending *
pending_ref (TellPending *pending)
{
  g_atomic_ref_count_inc (&pending->ref_count);
  return pending;
}

static void
pending_unref (TellPending *pending)
{
  if (!g_atomic_ref_count_dec (&pending->ref_count))
    return;
  g_clear_pointer (&pending->emission, tell_emission_unref);
  g_object_unref (pending->message);
  g_free (pending->room);
  g_free (pending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellPending, pending_unref)

/* The session lets go: what is still under way finds nobody to tell. */
void
tell_pending_release (TellPending *pending)
{
  pending->session = NULL;
  pending_unref (pending);
}

static TellPending *
add_pending (TellSession *self, const char *room, TellMessage *message)
{
  TellPending *pending = g_new0 (TellPending, 1);

  g_atomic_ref_count_init (&pending->ref_count);
  pending->session = self;
  pending->room = g_strdup (room);
  pending->message = g_object_ref (message);
  g_ptr_array_add (self->pending, pending);
  return pending;
}

static gboolean
is_under_way (TellPending *pending)
{
  TellMessageState state = tell_message_get_state (pending->message);

  return state == TELL_MESSAGE_STATE_QUEUED || state == TELL_MESSAGE_STATE_SENDING;
}

static void
finish (TellPending *pending, TellMessageState state, const char *error)
{
  TellSession *self = pending->session;

  tell_message_set_state (pending->message, state, error);
  if (self && state != TELL_MESSAGE_STATE_QUEUED)
    g_ptr_array_remove (self->pending, pending);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TellPending) pending = user_data;
  g_autoptr (TellEmission) emission = g_steal_pointer (&pending->emission);
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) answer = sio_namespace_emit_finish (SIO_NAMESPACE (object), result, &error);
  g_autofree char *message = NULL;

  if (pending->session == NULL)
    return;
  if (answer && tell_engine_check_answer (pending->session->engine, emission, answer, &message))
    finish (pending, TELL_MESSAGE_STATE_DELIVERED, NULL);
  else if (answer)
    finish (pending, TELL_MESSAGE_STATE_FAILED, message ? message : _ ("The server refused it."));
  else if (!is_under_way (pending))
    return; /* the echo was here already */
  else if (g_error_matches (error, SIO_ERROR, SIO_ERROR_TIMEOUT))
    finish (pending, TELL_MESSAGE_STATE_FAILED, _ ("The server did not confirm it in time."));
  else
    finish (pending, TELL_MESSAGE_STATE_QUEUED, NULL);
}

/* What the server's echo has confirmed in the meantime needs nothing more. */
static void
sweep (TellSession *self)
{
  for (guint i = self->pending->len; i > 0; i--)
    {
      TellPending *pending = g_ptr_array_index (self->pending, i - 1);

      if (!is_under_way (pending) && pending->emission == NULL)
        g_ptr_array_remove_index (self->pending, i - 1);
    }
}

/* Everything handed to the engine has been written. */
void
tell_session_mark_written (TellSession *self)
{
  sweep (self);
  if (!sio_client_is_flushed (self->client))
    return;
  for (guint i = self->pending->len; i > 0; i--)
    {
      TellPending *pending = g_ptr_array_index (self->pending, i - 1);

      if (!pending->ack && tell_message_get_state (pending->message) == TELL_MESSAGE_STATE_SENDING)
        finish (pending, TELL_MESSAGE_STATE_SENT, NULL);
    }
}

static void
send_with_ack (TellSession *self, TellPending *pending, TellLink *link, TellEmission *emission)
{
  pending->ack = TRUE;
  g_clear_pointer (&pending->emission, tell_emission_unref);
  pending->emission = tell_emission_ref (emission);
  sio_namespace_emit_async (link->nsp, emission->args, SIO_EMIT_NONE, TELL_SESSION_SEND_TIMEOUT_MS,
                            self->cancellable, answered_cb, pending_ref (pending));
}

static void
send_without_ack (TellSession *self, TellPending *pending, TellLink *link, TellEmission *emission)
{
  g_autoptr (GError) error = NULL;

  if (!sio_namespace_emit (link->nsp, emission->args, SIO_EMIT_NONE, &error))
    finish (pending, TELL_MESSAGE_STATE_FAILED, error->message);
}

/* Templates are filled in now, not when the message was typed: a token may be a new one. */
static void
dispatch (TellSession *self, TellPending *pending)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TellEmission) emission =
      tell_engine_build_emit (self->engine, TELL_EMIT_SEND, pending->room,
                              tell_message_get_text (pending->message), &error);
  TellLink *link = emission ? tell_session_find_link (self, emission->nsp) : NULL;

  if (emission == NULL)
    {
      finish (pending, TELL_MESSAGE_STATE_FAILED, error->message);
      return;
    }
  if (link == NULL || !tell_link_is_connected (link))
    return;
  tell_message_set_state (pending->message, TELL_MESSAGE_STATE_SENDING, NULL);
  if (!emission->echo)
    tell_session_expect_echo (self, pending->room, pending->message);
  if (emission->ack)
    send_with_ack (self, pending, link, emission);
  else
    send_without_ack (self, pending, link, emission);
}

/* Once ready and in the room, or when the server had time enough to say so. */
static gboolean
may_go (TellSession *self, TellPending *pending)
{
  if (tell_message_get_state (pending->message) != TELL_MESSAGE_STATE_QUEUED)
    return FALSE;
  return self->grace_over ||
         (tell_store_get_ready (self->store) && tell_session_room_is_open (self, pending->room));
}

/* Sends what may go, in the order in which it was typed. */
void
tell_session_flush_pending (TellSession *self)
{
  g_autoptr (GPtrArray) queue = g_ptr_array_new_with_free_func ((GDestroyNotify) pending_unref);

  if (self->client == NULL)
    return;
  sweep (self);
  for (guint i = 0; i < self->pending->len; i++)
    g_ptr_array_add (queue, pending_ref (g_ptr_array_index (self->pending, i)));
  for (guint i = 0; i < queue->len; i++)
    if (may_go (self, g_ptr_array_index (queue, i)))
      dispatch (self, g_ptr_array_index (queue, i));
}

/* The connection went: what was not surely written waits for the next one. */
void
tell_session_requeue_pending (TellSession *self)
{
  eio_clock_clear (self->clock, &self->grace_timer);
  self->grace_over = FALSE;
  for (guint i = 0; i < self->pending->len; i++)
    {
      TellPending *pending = g_ptr_array_index (self->pending, i);

      if (tell_message_get_state (pending->message) == TELL_MESSAGE_STATE_SENDING)
        tell_message_set_state (pending->message, TELL_MESSAGE_STATE_QUEUED, NULL);
    }
}

static void
grace_cb (gpointer user_data)
{
  TellSession *self = user_data;

  self->grace_timer = 0;
  self->grace_over = TRUE;
  tell_session_flush_pending (self);
}

void
tell_session_start_grace (TellSession *self)
{
  if (!self->has_ready)
    tell_store_set_ready (self->store, TRUE);
  if (self->grace_timer == 0)
    self->grace_timer = eio_clock_add_timeout (self->clock, TELL_SESSION_READY_GRACE_MS, grace_cb, self);
}

/* Whether any action below NODE is "ready"; documents nest a few levels only, and the loader has checked
 * that. */
static gboolean
has_ready_action (JsonNode *node)
{
  g_autoptr (GList) children = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    children = json_array_get_elements (json_node_get_array (node));
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonNode *to = json_object_get_member (json_node_get_object (node), "to");

      if (to && JSON_NODE_HOLDS_VALUE (to) && g_strcmp0 (json_node_get_string (to), "ready") == 0)
        return TRUE;
      children = json_object_get_values (json_node_get_object (node));
    }
  for (GList *l = children; l; l = l->next)
    if (has_ready_action (l->data))
      return TRUE;
  return FALSE;
}

static void
ready_cb (TellStore *store, GParamSpec *pspec, TellSession *self)
{
  if (tell_store_get_ready (store))
    tell_session_flush_pending (self);
}

void
tell_session_init_ready (TellSession *self)
{
  JsonNode *bindings = json_object_get_member (tell_document_get_root (self->document), "bindings");

  self->has_ready = bindings && has_ready_action (bindings);
  g_signal_connect (self->store, "notify::ready", G_CALLBACK (ready_cb), self);
}

gboolean
tell_session_can_send (TellSession *self)
{
  return !self->recorded && tell_engine_has_emit (self->engine, TELL_EMIT_SEND);
}

static void
enqueue (TellSession *self, const char *room, TellMessage *message)
{
  TellPending *pending = add_pending (self, room, message);

  if (self->pending->len > TELL_SESSION_MAX_PENDING)
    finish (pending, TELL_MESSAGE_STATE_FAILED, _ ("Too many messages are waiting."));
  else
    tell_session_flush_pending (self);
}

/**
 * tell_session_send:
 * @self: a session
 * @room: the room's id
 * @text: what is said
 *
 * Adds a message to the room and sends it, now or when connected; its state tells the rest.
 *
 * Returns: (transfer none) (nullable): the message, or %NULL if the document says nothing of sending
 */
TellMessage *
tell_session_send (TellSession *self, const char *room, const char *text)
{
  g_autoptr (TellPerson) me = NULL;
  g_autoptr (TellMessage) message = NULL;
  TellRoom *place;

  g_return_val_if_fail (TELL_IS_SESSION (self), NULL);
  g_return_val_if_fail (room != NULL && text != NULL, NULL);
  place = tell_session_can_send (self) ? tell_store_ensure_room (self->store, room) : NULL;
  if (place == NULL)
    return NULL;
  me = tell_session_dup_me (self);
  message = tell_message_new (NULL, me, text, eio_clock_get_wall (self->clock) / 1000,
                              TELL_MESSAGE_KIND_MESSAGE, TELL_MESSAGE_STATE_QUEUED);
  tell_session_stop_typing (self, TRUE);
  tell_room_add_message (place, message);
  enqueue (self, room, message);
  return message; /* the room holds it */
}

/**
 * tell_session_resend:
 * @self: a session
 * @room: the room's id
 * @message: an own message that failed
 *
 * Tries once more.
 */
void
tell_session_resend (TellSession *self, const char *room, TellMessage *message)
{
  g_return_if_fail (TELL_IS_SESSION (self));
  if (tell_message_get_state (message) != TELL_MESSAGE_STATE_FAILED)
    return;
  tell_message_set_state (message, TELL_MESSAGE_STATE_QUEUED, NULL);
  enqueue (self, room, message);
}
