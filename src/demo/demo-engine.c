/* demo-engine.c: the Engine.IO 4 side of the server: requests to its path become sessions.
 * Source: the Engine.IO protocol, revision 4, and the order in which the reference server checks a request.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-engine.h"

#include "demo-limits.h"
#include "demo-request.h"

struct _DemoEngine
{
  GObject parent_instance;

  EioClock *clock;
  SoupServer *server;   /* nullable: not attached */
  char *path;           /* ends in "/" */
  GHashTable *sessions; /* sid → owned DemoSession */
  DemoEngineOpenedFunc opened;
  gpointer opened_data;
};

G_DEFINE_FINAL_TYPE (DemoEngine, demo_engine, G_TYPE_OBJECT)

static void
session_gone_cb (DemoSession *session, gpointer user_data)
{
  DemoEngine *self = user_data;

  g_hash_table_remove (self->sessions, demo_session_get_sid (session));
}

/* 15 random bytes: ids are all that keeps one client's session from another. */
static char *
create_sid (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uuid, -1);

  return g_strndup (digest, 24);
}

static DemoSession *
open_session (DemoEngine *self)
{
  g_autofree char *sid = create_sid ();
  DemoSession *session = demo_session_new (sid, self->clock, session_gone_cb, self);

  g_hash_table_insert (self->sessions, g_steal_pointer (&sid), session);
  self->opened (self, session, self->opened_data);
  return session;
}

static gboolean
check_handshake (DemoRequest *request, const char *method, DemoRefusal *refusal)
{
  if (!g_str_equal (method, SOUP_METHOD_GET))
    *refusal = DEMO_REFUSAL_BAD_HANDSHAKE_METHOD;
  else if ((request->transport == EIO_TRANSPORT_WEBSOCKET) != request->websocket)
    *refusal = DEMO_REFUSAL_BAD_REQUEST;
  else if (request->protocol != EIO_PROTOCOL_4)
    *refusal = DEMO_REFUSAL_UNSUPPORTED_PROTOCOL;
  else
    return TRUE;
  return FALSE;
}

/* *SESSION is NULL for a handshake. */
static gboolean
check_request (DemoEngine *self,
               SoupServerMessage *message,
               DemoRequest *request,
               DemoSession **session,
               DemoRefusal *refusal)
{
  *session = request->sid != NULL ? g_hash_table_lookup (self->sessions, request->sid) : NULL;
  *refusal = DEMO_REFUSAL_BAD_REQUEST;
  if (!demo_message_is_local (message))
    *refusal = DEMO_REFUSAL_FORBIDDEN;
  else if (!request->transport_known)
    *refusal = DEMO_REFUSAL_TRANSPORT_UNKNOWN;
  else if (request->sid != NULL && *session == NULL)
    *refusal = DEMO_REFUSAL_SESSION_UNKNOWN;
  else if (*session == NULL)
    return check_handshake (request, soup_server_message_get_method (message), refusal);
  else
    return (request->transport == EIO_TRANSPORT_WEBSOCKET) == request->websocket;
  return FALSE;
}

static void
handle_session_request (DemoSession *session, SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);

  if (g_str_equal (method, SOUP_METHOD_GET))
    demo_session_handle_get (session, message);
  else if (g_str_equal (method, SOUP_METHOD_POST))
    demo_session_handle_post (session, message);
  else
    demo_message_refuse (message, DEMO_REFUSAL_BAD_REQUEST);
}

/* Leaves a good WebSocket request without a status: libsoup goes on with its handshake then. */
static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  DemoEngine *self = user_data;
  g_auto (DemoRequest) request = { 0 };
  DemoSession *session = NULL;
  DemoRefusal refusal;

  demo_request_init (&request, message);
  if (!g_str_has_prefix (self->path, path) || strlen (path) + 1 < strlen (self->path))
    demo_message_reply_text (message, SOUP_STATUS_NOT_FOUND, "Not found");
  else if (!check_request (self, message, &request, &session, &refusal))
    demo_message_refuse (message, refusal);
  else if (session == NULL && g_hash_table_size (self->sessions) >= DEMO_MAX_SESSIONS)
    demo_message_reply_text (message, SOUP_STATUS_SERVICE_UNAVAILABLE, "Too many sessions");
  else if (!request.websocket)
    handle_session_request (session != NULL ? session : open_session (self), message);
}

static void
websocket_cb (SoupServer *server,
              SoupServerMessage *message,
              const char *path,
              SoupWebsocketConnection *connection,
              gpointer user_data)
{
  DemoEngine *self = user_data;
  g_auto (DemoRequest) request = { 0 };
  DemoSession *session = NULL;

  demo_request_init (&request, message);
  if (request.sid != NULL)
    session = g_hash_table_lookup (self->sessions, request.sid);
  else
    session = open_session (self);
  if (session != NULL) /* else it ended while the handshake went on */
    demo_session_handle_websocket (session, connection);
  else
    soup_websocket_connection_close (connection, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
}

static void
refuse_large (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  soup_message_body_set_accumulate (body, FALSE);
  soup_message_body_truncate (body);
  if (soup_server_message_get_status (message) == 0)
    demo_message_reply_text (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "Payload too large");
}

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  if (soup_server_message_get_request_body (message)->length > DEMO_MAX_PAYLOAD)
    refuse_large (message);
}

/* Runs when the head is there: a body that is too large is refused before it is in memory. */
static void
early_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_content_length (headers) > DEMO_MAX_PAYLOAD)
    refuse_large (message);
  else
    g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), NULL);
}

static void
demo_engine_dispose (GObject *object)
{
  demo_engine_detach (DEMO_ENGINE (object));
  G_OBJECT_CLASS (demo_engine_parent_class)->dispose (object);
}

static void
demo_engine_finalize (GObject *object)
{
  DemoEngine *self = DEMO_ENGINE (object);

  g_clear_pointer (&self->sessions, g_hash_table_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (demo_engine_parent_class)->finalize (object);
}

static void
demo_engine_class_init (DemoEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demo_engine_dispose;
  G_OBJECT_CLASS (klass)->finalize = demo_engine_finalize;
}

static void
demo_engine_init (DemoEngine *self)
{
  self->sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * demo_engine_new:
 * @clock: what heartbeats go by
 * @opened: (scope notified): called for each new session
 * @user_data: for @opened
 *
 * Returns: (transfer full): an engine that serves nothing yet
 */
DemoEngine *
demo_engine_new (EioClock *clock, DemoEngineOpenedFunc opened, gpointer user_data)
{
  DemoEngine *self = g_object_new (DEMO_TYPE_ENGINE, NULL);

  self->clock = g_object_ref (clock);
  self->opened = opened;
  self->opened_data = user_data;
  return self;
}

void
demo_engine_attach (DemoEngine *self, SoupServer *server, const char *path)
{
  g_return_if_fail (self->server == NULL);
  g_return_if_fail (g_str_has_suffix (path, "/"));

  self->server = g_object_ref (server);
  self->path = g_strdup (path);
  soup_server_add_handler (server, path, request_cb, self, NULL);
  soup_server_add_early_handler (server, path, early_cb, self, NULL);
  soup_server_add_websocket_handler (server, path, NULL, NULL, websocket_cb, self, NULL);
}

void
demo_engine_detach (DemoEngine *self)
{
  g_autoptr (GList) sessions = g_hash_table_get_values (self->sessions);

  if (self->server != NULL)
    soup_server_remove_handler (self->server, self->path);
  g_clear_object (&self->server);
  g_clear_pointer (&self->path, g_free);
  for (GList *l = sessions; l != NULL; l = l->next)
    g_object_ref (l->data);
  for (GList *l = sessions; l != NULL; l = l->next)
    {
      demo_session_abort (l->data, EIO_CLOSE_REASON_TRANSPORT_CLOSE);
      g_object_unref (l->data);
    }
}

guint
demo_engine_get_n_sessions (DemoEngine *self)
{
  return g_hash_table_size (self->sessions);
}
