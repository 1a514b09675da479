/* sio-namespace-connect.c: CONNECT and its answers.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "socketio"

#include "sio-namespace-private.h"

#include "eio-config-engine.h"
#include "eio-error.h"
#include "sio-connect-error.h"
#include "sio-writer.h"

#include <string.h>

static gboolean
is_object (SioArgs *args)
{
  return args != NULL && sio_value_get_kind (sio_args_get_root (args)) == SIO_VALUE_OBJECT;
}

static SioArgs *
dup_auth (SioNamespace *self)
{
  if (self->auth_func != NULL)
    return self->auth_func (self, self->auth_data);
  return self->auth ? sio_args_ref (self->auth) : NULL;
}

static void
write_members (SioWriter *writer, SioArgs *object)
{
  SioIter iter;
  SioValue key, value;

  for (sio_iter_init (&iter, sio_args_get_root (object)); sio_iter_next (&iter, &key, &value);)
    {
      g_autofree char *name = sio_value_dup_string (key, NULL);

      sio_writer_key (writer, name);
      sio_writer_value (writer, value);
    }
}

static SioValue
get_pid (SioNamespace *self)
{
  SioValue root = self->session ? sio_args_get_root (self->session) : SIO_VALUE_INIT_MISSING;

  return sio_value_get_member (root, "pid", -1);
}

static SioValue
get_offset (SioNamespace *self)
{
  if (self->offset_event == NULL)
    return SIO_VALUE_INIT_MISSING;
  return sio_args_get (self->offset_event, sio_args_get_length (self->offset_event) - 1);
}

/* What we are to be recognised by comes first, so that the auth payload may overrule it, as in upstream's
 * client. */
static SioArgs *
build_payload (SioNamespace *self, SioArgs *auth)
{
  g_autoptr (SioWriter) writer = NULL;
  SioValue offset = get_offset (self);

  if (self->session == NULL)
    return auth ? sio_args_ref (auth) : NULL;
  writer = sio_writer_new ();
  sio_writer_begin_object (writer);
  sio_writer_key (writer, "pid");
  sio_writer_value (writer, get_pid (self));
  if (!sio_value_is_missing (offset))
    {
      sio_writer_key (writer, "offset");
      sio_writer_value (writer, offset);
    }
  if (auth != NULL)
    write_members (writer, auth);
  return sio_writer_finish (writer);
}

static void
append_members (GString *query, const char *separator, SioArgs *auth)
{
  SioIter iter;
  SioValue key, value;

  for (sio_iter_init (&iter, sio_args_get_root (auth)); sio_iter_next (&iter, &key, &value); separator = "&")
    {
      gsize length;
      const char *json = sio_value_peek_json (value, &length);
      g_autofree char *name = sio_value_dup_string (key, NULL);
      g_autofree char *text = sio_value_dup_string (value, NULL);
      g_autofree char *plain = text ? g_steal_pointer (&text) : g_strndup (json, length);

      g_string_append (query, separator);
      g_string_append_uri_escaped (query, name, NULL, FALSE);
      g_string_append_c (query, '=');
      g_string_append_uri_escaped (query, plain, NULL, FALSE);
    }
}

/* Revision 3 has no payload, but a query behind the namespace: the handshake's, as its reference client sends it,
 * and the strings, numbers and booleans of the auth object. */
static char *
build_query (SioNamespace *self, SioArgs *auth)
{
  EioConfig *engine = sio_config_get_engine (sio_client_get_config (self->client));
  g_autofree char *own = eio_config_dup_own_query (engine);
  GString *query = g_string_new (self->path);
  const char *separator = strchr (self->path, '?') ? "&" : "?";

  if (own != NULL)
    {
      g_string_append_printf (query, "%s%s", separator, own);
      separator = "&";
    }
  if (auth != NULL)
    append_members (query, separator, auth);
  return g_string_free (query, FALSE);
}

/* There the server connects "/" by itself; asking again is only right when it was left before. */
static void
send_connect_revision_3 (SioNamespace *self, SioArgs *auth, gboolean fresh)
{
  g_autofree char *nsp = build_query (self, auth);

  if (!fresh || strcmp (self->path, "/") != 0)
    sio_client_send (self->client, SIO_PACKET_CONNECT, nsp, NULL, NULL);
}

static void
timeout_cb (gpointer user_data)
{
  SioNamespace *self = user_data;
  g_autoptr (SioNamespace) hold = g_object_ref (self);
  g_autoptr (GError) error =
      g_error_new_literal (SIO_ERROR, SIO_ERROR_CONNECT_TIMEOUT,
                           "The server did not answer the request to connect to the namespace");

  self->connect_timer = 0;
  if (!sio_client_start_over (self->client, error))
    sio_namespace_refuse (self, error, NULL);
}

static void
start_timer (SioNamespace *self)
{
  EioClock *clock = sio_client_get_clock (self->client);
  guint timeout = sio_config_get_connect_timeout (sio_client_get_config (self->client));

  eio_clock_clear (clock, &self->connect_timer);
  if (timeout > 0)
    self->connect_timer = eio_clock_add_timeout (clock, timeout, timeout_cb, self);
}

void
sio_namespace_send_connect (SioNamespace *self, gboolean fresh)
{
  g_autoptr (SioArgs) auth = dup_auth (self);
  g_autoptr (SioArgs) payload = NULL;

  /* The auth function may have changed its mind about all of this. */
  if (self->client == NULL || self->state != SIO_NAMESPACE_CONNECTING)
    return;
  if (!is_object (auth))
    g_clear_pointer (&auth, sio_args_unref);
  start_timer (self);
  if (sio_client_get_protocol (self->client) == EIO_PROTOCOL_3)
    {
      send_connect_revision_3 (self, auth, fresh);
      return;
    }
  payload = build_payload (self, auth);
  sio_client_send (self->client, SIO_PACKET_CONNECT, self->path, NULL, payload);
}

static SioValue
get_new_pid (SioArgs *data)
{
  return data ? sio_value_get_member (sio_args_get_root (data), "pid", -1) : SIO_VALUE_INIT_MISSING;
}

/* The same pid as before: the server restored our session. */
static gboolean
is_recovered (SioNamespace *self, SioArgs *data)
{
  gsize length;
  g_autofree char *pid = sio_value_dup_string (get_new_pid (data), &length);

  return pid != NULL && sio_value_equals_text (get_pid (self), pid, length);
}

static char *
dup_sid (SioNamespace *self, SioArgs *data)
{
  SioValue sid = data ? sio_value_get_member (sio_args_get_root (data), "sid", -1) : SIO_VALUE_INIT_MISSING;
  const char *engine_sid = sio_client_get_engine_sid (self->client);

  if (sio_client_get_protocol (self->client) != EIO_PROTOCOL_3)
    return sio_value_dup_string (sid, NULL);
  if (strcmp (self->path, "/") == 0)
    return g_strdup (engine_sid ? engine_sid : "");
  return g_strconcat (self->path, "#", engine_sid, NULL);
}

static void
enter (SioNamespace *self, char *sid, SioArgs *data)
{
  gboolean recoverable = sio_value_get_kind (get_new_pid (data)) == SIO_VALUE_STRING;

  self->recovered = is_recovered (self, data);
  g_clear_pointer (&self->session, sio_args_unref);
  self->session = recoverable ? sio_args_ref (data) : NULL;
  g_free (self->sid);
  self->sid = sid;
  sio_namespace_set_state (self, SIO_NAMESPACE_CONNECTED);
}

void
sio_namespace_take_connect (SioNamespace *self, SioArgs *data)
{
  char *sid = dup_sid (self, data);

  eio_clock_clear (sio_client_get_clock (self->client), &self->connect_timer);
  if (sid == NULL)
    {
      g_autoptr (GError) error =
          g_error_new_literal (EIO_ERROR, EIO_ERROR_WRONG_REVISION,
                               "This seems to be a Socket.IO 2.x server, which needs Engine.IO revision 3");

      sio_namespace_refuse (self, error, data);
      return;
    }
  enter (self, sid, data);
  sio_namespace_deliver_early (self);
  sio_outbox_flush (self->outbox);
  if (self->state == SIO_NAMESPACE_CONNECTED)
    g_signal_emit (self, sio_namespace_signals[SIGNAL_CONNECTED], 0, data, self->recovered);
}

void
sio_namespace_take_refusal (SioNamespace *self, SioArgs *payload)
{
  g_autoptr (SioArgs) said = sio_connect_error_build (payload);
  g_autofree char *message = sio_connect_error_dup_message (said);
  gboolean unknown = strcmp (message, "Invalid namespace") == 0;
  g_autoptr (GError) error =
      g_error_new_literal (SIO_ERROR, unknown ? SIO_ERROR_BAD_NAMESPACE : SIO_ERROR_REFUSED, message);

  if (self->state == SIO_NAMESPACE_CONNECTING)
    sio_namespace_refuse (self, error, said);
  else if (sio_client_get_protocol (self->client) == EIO_PROTOCOL_3)
    g_signal_emit (self, sio_namespace_signals[SIGNAL_CONNECT_ERROR], 0, error, said);
}
