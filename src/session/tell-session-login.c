/* tell-session-login.c: signing in over HTTP before connecting. A server that can't be reached is asked again, as a
 * connection would be; one that says no is not.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-session-private.h"
#include "tell-login-request.h"
#include "tell-reason.h"

#include <glib/gi18n-lib.h>

#include "eio-error.h"

static void
retry_cb (gpointer user_data)
{
  TellSession *self = user_data;

  self->login_timer = 0;
  tell_session_log_in (self);
}

static gboolean
is_worth_a_retry (TellSession *self, const GError *error)
{
  return error->domain == EIO_ERROR && sio_config_get_reconnection (self->login_config) &&
         (error->code == EIO_ERROR_REFUSED || error->code == EIO_ERROR_UNREACHABLE ||
          error->code == EIO_ERROR_NAME_NOT_FOUND || error->code == EIO_ERROR_TIMEOUT ||
          error->code == EIO_ERROR_CLOSED || error->code == EIO_ERROR_FAILED);
}

static char *
describe (const GError *error, const char *host)
{
  if (g_error_matches (error, EIO_ERROR, EIO_ERROR_UNAUTHORIZED) ||
      g_error_matches (error, EIO_ERROR, EIO_ERROR_FORBIDDEN))
    return g_strdup_printf (_ ("%s did not accept the sign-in."), host);
  return tell_reason_from_error (error, host);
}

static void
fail (TellSession *self, const GError *error)
{
  g_autofree char *host = tell_session_dup_host (self);
  gboolean retry = is_worth_a_retry (self, error);

  if (retry)
    {
      guint delay = sio_backoff_next (&self->login_backoff);

      self->login_retry_at = eio_clock_get_now (self->clock) + delay * G_GINT64_CONSTANT (1000);
      self->login_timer = eio_clock_add_timeout (self->clock, delay, retry_cb, self);
    }
  tell_session_set_reason (self, describe (error, host), error);
  tell_session_set_state (self, retry ? TELL_SESSION_WAITING : TELL_SESSION_REFUSED);
}

static void
logged_in_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *session = user_data;
  g_autoptr (TellSession) self = g_weak_ref_get (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = tell_login_request_finish (result, &error);

  g_weak_ref_clear (session);
  g_free (session);
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL || !tell_engine_take_login_answer (self->engine, answer, &error) ||
      !tell_session_open (self, &error))
    fail (self, error);
}

/* Sends it, with the configuration that is there. */
void
tell_session_log_in (TellSession *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TellLogin) login = tell_engine_build_login (self->engine, &error);
  GWeakRef *session;

  eio_clock_clear (self->clock, &self->login_timer);
  self->login_retry_at = 0;
  if (login == NULL)
    {
      fail (self, error);
      return;
    }
  tell_session_set_state (self, TELL_SESSION_CONNECTING);
  session = g_new0 (GWeakRef, 1);
  g_weak_ref_init (session, self);
  tell_login_request_async (login, sio_config_get_engine (self->login_config), self->cancellable,
                            logged_in_cb, session);
}

/* Takes CONFIG, for the request and for the cookies that the connection inherits. */
void
tell_session_begin_login (TellSession *self, SioConfig *config)
{
  g_clear_object (&self->login_config);
  self->login_config = config;
  self->login_backoff = SIO_BACKOFF_INIT;
  sio_config_get_reconnect_delay (config, &self->login_backoff.min_ms, &self->login_backoff.max_ms,
                                  &self->login_backoff.jitter);
  tell_session_log_in (self);
}
