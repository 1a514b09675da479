/* tell-reason.c: one clear sentence for what went wrong with a connection.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-reason.h"

#include <glib/gi18n-lib.h>

#include "eio-error.h"
#include "sio-error.h"

/* With a full stop, so that a server's bare words read as a sentence among ours. */
static char *
as_sentence (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text ? text : ""));
  gsize length = strlen (stripped);

  if (length == 0)
    return g_strdup (_ ("The server gave no reason."));
  if (g_unichar_ispunct (g_utf8_get_char (g_utf8_prev_char (stripped + length))))
    return g_steal_pointer (&stripped);
  return g_strconcat (stripped, ".", NULL);
}

char *
tell_reason_dup_host (const char *url)
{
  g_autoptr (GUri) uri = url ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri ? g_uri_get_host (uri) : NULL;

  if (host == NULL)
    return g_strdup (url ? url : "");
  if (g_uri_get_port (uri) > 0)
    return g_strdup_printf (strchr (host, ':') ? "[%s]:%d" : "%s:%d", host, g_uri_get_port (uri));
  return g_strdup (host);
}

static char *
from_eio (const GError *error, const char *where)
{
  switch ((EioError) error->code)
    {
    case EIO_ERROR_NAME_NOT_FOUND:
      return g_strdup_printf (_ ("No host of the name %s was found."), where);
    case EIO_ERROR_REFUSED:
      return g_strdup_printf (_ ("Nothing answers at %s: the connection was refused."), where);
    case EIO_ERROR_UNREACHABLE:
      return g_strdup_printf (_ ("%s can't be reached from this network."), where);
    case EIO_ERROR_NOT_FOUND:
      return g_strdup_printf (_ ("%s answers, but has no Socket.IO server at this path (404)."), where);
    case EIO_ERROR_NOT_ENGINE_IO:
      return g_strdup_printf (_ ("%s answers, but it is not a Socket.IO server."), where);
    case EIO_ERROR_UNAUTHORIZED:
      return g_strdup_printf (_ ("%s asks for a sign-in first (401)."), where);
    case EIO_ERROR_FORBIDDEN:
      return g_strdup_printf (_ ("%s refuses this client (403)."), where);
    case EIO_ERROR_TIMEOUT:
      return g_strdup_printf (_ ("%s did not answer in time."), where);
    case EIO_ERROR_PING_TIMEOUT:
      return g_strdup_printf (_ ("%s has fallen silent."), where);
    case EIO_ERROR_CLOSED:
      return g_strdup_printf (_ ("The connection to %s was lost."), where);
    default:
      return as_sentence (error->message);
    }
}

static char *
from_sio (const GError *error, const char *where)
{
  switch ((SioError) error->code)
    {
    case SIO_ERROR_CONNECT_TIMEOUT:
      return g_strdup_printf (_ ("%s never answered the request to connect."), where);
    case SIO_ERROR_TIMEOUT:
      return g_strdup_printf (_ ("%s did not answer in time."), where);
    case SIO_ERROR_DISCONNECTED:
      return g_strdup_printf (_ ("The connection to %s was lost before it answered."), where);
    default:
      return as_sentence (error->message);
    }
}

/**
 * tell_reason_from_error:
 * @error: what happened
 * @where: the host, as tell_reason_dup_host () gives it
 *
 * Returns: (transfer full): one sentence
 */
char *
tell_reason_from_error (const GError *error, const char *where)
{
  if (error->domain == EIO_ERROR)
    return from_eio (error, where);
  if (error->domain == SIO_ERROR)
    return from_sio (error, where);
  return as_sentence (error->message);
}

/**
 * tell_reason_from_disconnect:
 * @reason: why a namespace disconnected
 * @error: (nullable): the details
 * @where: the host
 *
 * Returns: (transfer full): one sentence
 */
char *
tell_reason_from_disconnect (SioDisconnectReason reason, const GError *error, const char *where)
{
  switch (reason)
    {
    case SIO_DISCONNECT_SERVER:
      return g_strdup_printf (_ ("%s has disconnected this client."), where);
    case SIO_DISCONNECT_CLIENT:
      return g_strdup_printf (_ ("Disconnected from %s."), where);
    case SIO_DISCONNECT_PING_TIMEOUT:
      return g_strdup_printf (_ ("%s has fallen silent."), where);
    case SIO_DISCONNECT_TRANSPORT_ERROR:
    case SIO_DISCONNECT_PARSE_ERROR:
      if (error)
        return tell_reason_from_error (error, where);
      return g_strdup_printf (_ ("The connection to %s was lost."), where);
    default:
      return g_strdup_printf (_ ("The connection to %s was lost."), where);
    }
}

/**
 * tell_reason_is_answer:
 * @error: of SioNamespace::connect-error
 *
 * Returns: whether it is what the server says of this namespace, or its silence
 */
gboolean
tell_reason_is_answer (const GError *error)
{
  return error->domain == SIO_ERROR && error->code != SIO_ERROR_DISCONNECTED;
}
