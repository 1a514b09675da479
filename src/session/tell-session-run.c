/* tell-session-run.c: a session's client: its beginning, its namespaces, its end, and the state that follows from them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "eio-config-engine.h"
#include "tell-session-private.h"
#include "tell-reason.h"

gboolean
tell_link_is_connected (TellLink *link)
{
  return sio_namespace_get_state (link->nsp) == SIO_NAMESPACE_CONNECTED;
}

/* Only of an open client: whoever is neither connected nor turned away is on the way. */
static TellSessionState
state_of_links (TellSession *self)
{
  TellSessionState state = TELL_SESSION_REFUSED;

  for (guint i = 0; i < self->links->len; i++)
    {
      TellLink *link = g_ptr_array_index (self->links, i);

      if (tell_link_is_connected (link))
        state = TELL_SESSION_CONNECTED;
      else if (link->refusal == NULL)
        return TELL_SESSION_CONNECTING;
    }
  return state;
}

void
tell_session_update_state (TellSession *self)
{
  if (self->client == NULL)
    return;
  switch (sio_client_get_state (self->client))
    {
    case SIO_CLIENT_CLOSED:
      tell_session_set_state (self, TELL_SESSION_REFUSED);
      break;
    case SIO_CLIENT_OPENING:
      tell_session_set_state (self, TELL_SESSION_CONNECTING);
      break;
    case SIO_CLIENT_WAITING:
      tell_session_set_state (self, TELL_SESSION_WAITING);
      break;
    case SIO_CLIENT_OPEN:
      tell_session_set_state (self, state_of_links (self));
      break;
    default:
      g_assert_not_reached ();
    }
}

TellLink *
tell_session_find_link (TellSession *self, const char *nsp)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      TellLink *link = g_ptr_array_index (self->links, i);

      if (g_str_equal (sio_namespace_get_path (link->nsp), nsp))
        return link;
    }
  return NULL;
}

char *
tell_session_dup_host (TellSession *self)
{
  return tell_reason_dup_host (tell_document_get_url (self->document));
}

void
tell_link_free (TellLink *link)
{
  g_signal_handlers_disconnect_by_data (link->nsp, link);
  sio_namespace_set_auth_func (link->nsp, NULL, NULL, NULL);
  g_clear_error (&link->refusal);
  g_object_unref (link->nsp);
  g_free (link);
}

static void
closed_cb (SioClient *client, EioCloseReason reason, GError *error, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (client, closed_cb, user_data);
  g_object_unref (client);
}

/* Says goodbye to the server; the client lives on by itself until that has been written. */
static void
drop_client (TellSession *self)
{
  g_autoptr (SioClient) client = g_steal_pointer (&self->client);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (client == NULL)
    return;
  g_signal_handlers_disconnect_by_data (client, self);
  g_ptr_array_set_size (self->links, 0);
  if (sio_client_get_state (client) == SIO_CLIENT_OPEN)
    g_signal_connect (g_object_ref (client), "closed", G_CALLBACK (closed_cb), NULL);
  sio_client_close (client);
}

/* Says goodbye, and stops all that time or the server would bring. */
void
tell_session_leave_everything (TellSession *self)
{
  tell_session_stop_typing (self, FALSE);
  drop_client (self);
  g_clear_object (&self->login_config);
  eio_clock_clear (self->clock, &self->login_timer);
  self->login_retry_at = 0;
  tell_session_update_every (self);
  eio_clock_clear (self->clock, &self->grace_timer);
  eio_clock_clear (self->clock, &self->wakeup_timer);
  tell_session_requeue_pending (self);
  tell_session_lose_rooms (self);
}

static void
add_link (TellSession *self, const char *nsp)
{
  TellLink *link = g_new0 (TellLink, 1);

  link->session = self;
  link->nsp = g_object_ref (sio_client_get_namespace (self->client, nsp));
  g_ptr_array_add (self->links, link);
  tell_session_connect_link (link);
}

static SioConfig *
build_config (TellSession *self, GError **error)
{
  g_autoptr (SioConfig) config = tell_engine_build_config (self->engine, error);

  if (config == NULL)
    return NULL;
  eio_config_set_clock (sio_config_get_engine (config), self->clock);
  if (self->config_func)
    self->config_func (config, self->config_data);
  return g_steal_pointer (&config);
}

gboolean
tell_session_open (TellSession *self, GError **error)
{
  g_autoptr (SioConfig) config = build_config (self, error);
  g_autoptr (SioWaker) waker = sio_waker_dup_default ();
  g_auto (GStrv) namespaces = NULL;

  if (config == NULL)
    return FALSE;
  if (self->login_config)
    eio_config_share_cookies (sio_config_get_engine (config), sio_config_get_engine (self->login_config));
  self->n_opened = 0;
  self->client = sio_client_new (config);
  sio_client_set_waker (self->client, waker);
  tell_session_connect_client (self);
  namespaces = tell_engine_get_namespaces (self->engine);
  for (guint i = 0; namespaces[i]; i++)
    add_link (self, namespaces[i]);
  tell_session_set_reason (self, NULL, NULL);
  tell_session_set_state (self, TELL_SESSION_CONNECTING);
  g_signal_emit_by_name (self, "opening", self->client);
  for (guint i = 0; i < self->links->len; i++)
    sio_namespace_connect (((TellLink *) g_ptr_array_index (self->links, i))->nsp);
  tell_session_schedule_wakeup (self);
  return TRUE;
}

/**
 * tell_session_start:
 * @self: a session
 * @error: %TELL_DOCUMENT_ERROR_MISSING when an input is needed first
 *
 * Signs in if the document says how, connects, and stays connected until tell_session_stop (). From a refusal it
 * begins again with the inputs of now.
 *
 * Returns: whether it began
 */
gboolean
tell_session_start (TellSession *self, GError **error)
{
  g_autoptr (SioConfig) config = NULL;

  g_return_val_if_fail (TELL_IS_SESSION (self), FALSE);
  if (self->player && tell_session_can_start (self))
    tell_player_play (self->player);
  if (self->recorded || (self->state != TELL_SESSION_IDLE && self->state != TELL_SESSION_REFUSED))
    return TRUE;
  config = build_config (self, error); /* tells of missing inputs before anything is done */
  if (config == NULL)
    return FALSE;
  drop_client (self);
  g_clear_object (&self->login_config);
  self->cancellable = g_cancellable_new ();
  tell_session_set_reason (self, NULL, NULL);
  if (!tell_engine_has_login (self->engine))
    return tell_session_open (self, error);
  tell_session_begin_login (self, g_steal_pointer (&config));
  return TRUE;
}

/**
 * tell_session_stop:
 * @self: a session
 *
 * Disconnects politely. What was queued stays queued for the next start.
 */
void
tell_session_stop (TellSession *self)
{
  g_return_if_fail (TELL_IS_SESSION (self));
  if (self->player)
    tell_player_hold (self->player);
  if (self->recorded)
    return;
  tell_session_leave_everything (self);
  tell_session_set_state (self, TELL_SESSION_IDLE);
}

/**
 * tell_session_retry_now:
 * @self: a session
 *
 * Does not wait for the countdown; after a refusal it asks the server once more.
 */
void
tell_session_retry_now (TellSession *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (TELL_IS_SESSION (self));
  if (self->state == TELL_SESSION_WAITING && self->client)
    sio_client_retry_now (self->client);
  else if (self->state == TELL_SESSION_WAITING)
    tell_session_log_in (self);
  else if (!tell_session_start (self, &error))
    tell_session_set_reason (self, g_strdup (error->message), error);
}
