/* tell-session-events.c: what the client tells becomes events of the engine, state and reason.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-session-private.h"
#include "tell-reason.h"

#include <glib/gi18n-lib.h>

#include "sio-error.h"
#include "sio-writer.h"

static gint64
wall_ms (TellSession *self)
{
  return eio_clock_get_wall (self->clock) / 1000;
}

void
tell_session_handle (TellSession *self, const TellIncoming *incoming)
{
  if (!tell_engine_handle (self->engine, incoming))
    tell_session_look_at_event (self, incoming);
}

static void
handle_text (TellLink *link, const char *name, const char *text)
{
  TellIncoming incoming = { .nsp = sio_namespace_get_path (link->nsp),
                            .name = name,
                            .pseudo = TRUE,
                            .text = text,
                            .time_ms = wall_ms (link->session) };

  tell_session_handle (link->session, &incoming);
}

static void
handle_whole (TellLink *link, const char *name, SioArgs *payload)
{
  TellIncoming incoming = { .nsp = sio_namespace_get_path (link->nsp),
                            .name = name,
                            .pseudo = TRUE,
                            .args = payload,
                            .whole = TRUE,
                            .time_ms = wall_ms (link->session) };

  tell_session_handle (link->session, &incoming);
}

static void
event_cb (SioNamespace *nsp, SioEvent *event, TellLink *link)
{
  TellIncoming incoming = { .nsp = sio_namespace_get_path (nsp),
                            .name = sio_event_get_name (event),
                            .args = sio_event_get_args (event),
                            .first = 1,
                            .time_ms = sio_event_get_time (event) / 1000 };

  tell_session_handle (link->session, &incoming);
}

static void
sent_cb (SioNamespace *nsp, SioEvent *event, TellLink *link)
{
  g_autofree char *name = g_strconcat ("sent:", sio_event_get_name (event), NULL);
  TellIncoming incoming = { .nsp = sio_namespace_get_path (nsp),
                            .name = name,
                            .pseudo = TRUE,
                            .args = sio_event_get_args (event),
                            .first = 1,
                            .time_ms = wall_ms (link->session) };

  tell_session_handle (link->session, &incoming);
}

static void
answered_cb (SioNamespace *nsp, SioEvent *sent, SioArgs *answer, TellLink *link)
{
  g_autofree char *name = g_strconcat ("ack:", sio_event_get_name (sent), NULL);
  TellIncoming incoming = { .nsp = sio_namespace_get_path (nsp),
                            .name = name,
                            .pseudo = TRUE,
                            .args = answer,
                            .sent = sio_event_get_args (sent),
                            .time_ms = wall_ms (link->session) };

  tell_session_handle (link->session, &incoming);
}

/* The order matters: what @connect sets may be used by what is sent, and who joined first may speak. */
static void
connected_cb (SioNamespace *nsp, SioArgs *data, gboolean recovered, TellLink *link)
{
  TellSession *self = link->session;
  const char *path = sio_namespace_get_path (nsp);
  gboolean gap = !g_hash_table_add (self->visited, g_strdup (path)) && !recovered;

  link->alternative = 0;
  g_clear_error (&link->refusal);
  tell_session_update_state (self);
  handle_whole (link, "connect", data);
  tell_session_send_connect_emits (self, link);
  tell_session_update_every (self);
  tell_session_start_grace (self);
  tell_session_rejoin (self, link);
  if (gap)
    tell_session_send_refresh (self, path);
  tell_session_flush_pending (self);
}

static SioArgs *
build_error_payload (const char *message)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();

  sio_writer_begin_object (writer);
  sio_writer_key (writer, "message");
  sio_writer_string (writer, message, -1);
  sio_writer_end (writer);
  return sio_writer_finish (writer);
}

/* Bindings see {message, data} also where no server said it, as after a time-out. */
static void
handle_connect_error (TellLink *link, const GError *error, SioArgs *payload)
{
  g_autoptr (SioArgs) built = NULL;

  if (payload == NULL)
    payload = built = build_error_payload (error->message);
  handle_whole (link, "connect_error", payload);
}

/* Whether the document has another way to sign in: the alternative after the one that was refused. */
static gboolean
try_next_alternative (TellLink *link)
{
  TellSession *self = link->session;
  guint next = link->alternative + 1;
  g_autoptr (SioArgs) auth = tell_engine_build_auth (self->engine, sio_namespace_get_path (link->nsp), &next);

  if (auth == NULL)
    return FALSE;
  link->alternative = next;
  return TRUE;
}

static void
refuse (TellLink *link, const GError *error)
{
  TellSession *self = link->session;
  g_autofree char *host = tell_session_dup_host (self);

  tell_session_look_at_refusal (self, sio_namespace_get_path (link->nsp), error->message);
  link->alternative = 0;
  g_clear_error (&link->refusal);
  link->refusal = g_error_copy (error);
  tell_session_update_state (self);
  tell_session_set_reason (self, tell_reason_from_error (error, host), error);
}

static void
connect_error_cb (SioNamespace *nsp, GError *error, SioArgs *payload, TellLink *link)
{
  TellSession *self = link->session;
  g_autoptr (TellSession) guard = g_object_ref (self);

  if (!tell_reason_is_answer (error))
    return; /* the way there failed: the client reports it once for all namespaces */
  handle_connect_error (link, error, payload);
  if (g_error_matches (error, SIO_ERROR, SIO_ERROR_REFUSED) && try_next_alternative (link))
    sio_namespace_connect (nsp);
  else
    refuse (link, error);
}

static void
disconnected_cb (SioNamespace *nsp, SioDisconnectReason reason, GError *error, TellLink *link)
{
  TellSession *self = link->session;
  g_autoptr (TellSession) guard = g_object_ref (self);
  g_autofree char *host = tell_session_dup_host (self);

  tell_session_update_every (self);
  tell_session_stop_typing (self, FALSE);
  tell_session_requeue_pending (self);
  tell_session_lose_rooms (self);
  tell_store_set_ready (self->store, FALSE);
  if (!sio_disconnect_reason_reconnects (reason))
    link->refusal =
        g_error_new_literal (SIO_ERROR, SIO_ERROR_DISCONNECTED, sio_disconnect_reason_to_string (reason));
  handle_text (link, "disconnect", sio_disconnect_reason_to_string (reason));
  tell_session_update_state (self);
  tell_session_set_reason (self, tell_reason_from_disconnect (reason, error, host), error);
}

static SioArgs *
auth_cb (SioNamespace *nsp, gpointer user_data)
{
  TellLink *link = user_data;

  return tell_engine_build_auth (link->session->engine, sio_namespace_get_path (nsp), &link->alternative);
}

void
tell_session_connect_link (TellLink *link)
{
  sio_namespace_set_auth_func (link->nsp, auth_cb, link, NULL);
  g_signal_connect (link->nsp, "event", G_CALLBACK (event_cb), link);
  g_signal_connect (link->nsp, "sent", G_CALLBACK (sent_cb), link);
  g_signal_connect (link->nsp, "answered", G_CALLBACK (answered_cb), link);
  g_signal_connect (link->nsp, "connected", G_CALLBACK (connected_cb), link);
  g_signal_connect (link->nsp, "connect-error", G_CALLBACK (connect_error_cb), link);
  g_signal_connect (link->nsp, "disconnected", G_CALLBACK (disconnected_cb), link);
}

static void
client_state_cb (SioClient *client, GParamSpec *pspec, TellSession *self)
{
  tell_session_update_state (self);
}

/* The transport is one for all namespaces, so each one's bindings hear of it. */
static void
upgraded_cb (SioClient *client, EioTransportKind kind, TellSession *self)
{
  tell_session_notify_transport (self);
  for (guint i = 0; i < self->links->len; i++)
    handle_text (g_ptr_array_index (self->links, i), "upgrade", eio_transport_kind_to_string (kind));
}

static void
drained_cb (SioClient *client, TellSession *self)
{
  tell_session_mark_written (self);
}

static void
open_error_cb (SioClient *client, GError *error, TellSession *self)
{
  g_autofree char *host = tell_session_dup_host (self);

  tell_session_set_reason (self, tell_reason_from_error (error, host), error);
}

static void
opened_cb (SioClient *client, TellSession *self)
{
  self->n_opened++;
}

static void
reconnect_failed_cb (SioClient *client, TellSession *self)
{
  g_autofree char *host = tell_session_dup_host (self);
  const GError *error = sio_client_get_last_error (client);

  if (error)
    tell_session_set_reason (self, tell_reason_from_error (error, host), error);
}

void
tell_session_connect_client (TellSession *self)
{
  g_signal_connect (self->client, "notify::state", G_CALLBACK (client_state_cb), self);
  g_signal_connect (self->client, "notify::retry-at", G_CALLBACK (client_state_cb), self);
  g_signal_connect (self->client, "upgraded", G_CALLBACK (upgraded_cb), self);
  g_signal_connect (self->client, "drained", G_CALLBACK (drained_cb), self);
  g_signal_connect (self->client, "open-error", G_CALLBACK (open_error_cb), self);
  g_signal_connect (self->client, "reconnect-error", G_CALLBACK (open_error_cb), self);
  g_signal_connect (self->client, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect (self->client, "reconnect-failed", G_CALLBACK (reconnect_failed_cb), self);
}
