/* demo-client-test.c: a client in twenty lines that shares no code with the server.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client-test.h"

#define TEST_SEED       7
#define TEST_WALL_US    (G_GINT64_CONSTANT (1732250000) * G_USEC_PER_SEC)
#define ADVANCE_STEP_MS 50

void
test_server_start (TestServer *self, gboolean manual)
{
  g_autoptr (GError) error = NULL;

  self->clock = manual ? eio_clock_new_manual (TEST_WALL_US) : NULL;
  self->server = manual ? demo_server_new_with_clock (TEST_SEED, self->clock) : demo_server_new (TEST_SEED);
  g_assert_true (demo_server_start (self->server, 0, &error));
  g_assert_no_error (error);
  self->url = demo_server_get_url (self->server);
}

void
test_server_stop (TestServer *self)
{
  demo_server_stop (self->server);
  test_assert_finalize (self->server);
  g_clear_object (&self->clock);
}

void
test_server_advance (TestServer *self, guint ms)
{
  for (guint at = 0; at < ms; at += ADVANCE_STEP_MS)
    {
      eio_clock_advance (self->clock, MIN (ADVANCE_STEP_MS, ms - at) * 1000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  TestReply *reply = user_data;
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (object), result);
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (object), result, NULL);

  reply->status = body != NULL ? soup_message_get_status (message) : 0;
  reply->body = body != NULL ? g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body)) : NULL;
  reply->policy = g_strdup (
      soup_message_headers_get_one (soup_message_get_response_headers (message), "Content-Security-Policy"));
  reply->done = TRUE;
}

TestReply *
test_request_start (SoupSession *session,
                    const char *method,
                    const char *uri,
                    const char *body,
                    gssize length,
                    const char *origin)
{
  TestReply *reply = g_new0 (TestReply, 1);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);

  if (origin != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "Origin", origin);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, length < 0 ? strlen (body) : (gsize) length);

      soup_message_set_request_body_from_bytes (message, "text/plain;charset=UTF-8", bytes);
    }
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, sent_cb, reply);
  return reply;
}

TestReply *
test_request (SoupSession *session, const char *method, const char *uri, const char *body)
{
  TestReply *reply = test_request_start (session, method, uri, body, -1, NULL);

  test_wait_until (reply->done);
  return reply;
}

void
test_reply_free (TestReply *reply)
{
  g_assert_true (reply->done);
  g_free (reply->body);
  g_free (reply->policy);
  g_free (reply);
}

static void
text_cb (SoupWebsocketConnection *connection, int type, GBytes *message, TestSocket *self)
{
  gsize size;
  const char *data = g_bytes_get_data (message, &size);

  if (type == SOUP_WEBSOCKET_DATA_TEXT)
    g_ptr_array_add (self->texts, g_strndup (data, size));
  else
    g_ptr_array_add (self->texts, g_strdup_printf ("binary:%" G_GSIZE_FORMAT, size));
}

static void
closed_cb (SoupWebsocketConnection *connection, TestSocket *self)
{
  self->closed = TRUE;
}

static void
connected_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  TestSocket *self = user_data;

  self->connection = soup_session_websocket_connect_finish (SOUP_SESSION (object), result, NULL);
  self->failed = self->connection == NULL;
  if (self->failed)
    return;
  soup_websocket_connection_set_max_incoming_payload_size (self->connection, 4000000);
  g_signal_connect (self->connection, "message", G_CALLBACK (text_cb), self);
  g_signal_connect (self->connection, "closed", G_CALLBACK (closed_cb), self);
}

TestSocket *
test_socket_new (TestServer *server, const char *sid, const char *origin)
{
  TestSocket *self = g_new0 (TestSocket, 1);
  g_autofree char *uri =
      g_strdup_printf ("ws%s/socket.io/?EIO=4&transport=websocket%s%s", server->url + strlen ("http"),
                       sid != NULL ? "&sid=" : "", sid != NULL ? sid : "");
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, uri);

  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->session = soup_session_new ();
  soup_session_websocket_connect_async (self->session, message, origin, NULL, G_PRIORITY_DEFAULT, NULL,
                                        connected_cb, self);
  test_wait_until (self->connection != NULL || self->failed);
  return self;
}

void
test_socket_free (TestSocket *self)
{
  if (self->connection != NULL)
    {
      if (soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
        soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
      test_wait_until (self->closed);
      g_signal_handlers_disconnect_by_data (self->connection, self);
    }
  g_clear_object (&self->connection);
  g_clear_object (&self->session);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

void
test_socket_send (TestSocket *self, const char *text)
{
  soup_websocket_connection_send_text (self->connection, text);
}

static const char *
find_text (TestSocket *self, const char *const *parts)
{
  while (self->seen < self->texts->len)
    {
      const char *text = g_ptr_array_index (self->texts, self->seen++);
      gboolean all = TRUE;

      for (guint i = 0; parts[i] != NULL; i++)
        all = all && strstr (text, parts[i]) != NULL;
      if (all)
        return text;
    }
  return NULL;
}

const char *
test_socket_expect (TestSocket *self, const char *part, ...)
{
  const char *parts[8] = { part };
  const char *text;
  guint n = 1;
  va_list list;

  va_start (list, part);
  while (n < G_N_ELEMENTS (parts) - 1 && (parts[n] = va_arg (list, const char *)) != NULL)
    n++;
  va_end (list);
  parts[n] = NULL;
  test_wait_until ((text = find_text (self, parts)) != NULL);
  return text;
}

gboolean
test_socket_has (TestSocket *self, const char *part)
{
  for (guint i = self->seen; i < self->texts->len; i++)
    if (strstr (g_ptr_array_index (self->texts, i), part) != NULL)
      return TRUE;
  return FALSE;
}

TestSocket *
test_socket_join (TestServer *server, const char *name, const char *room)
{
  TestSocket *self = test_socket_new (server, NULL, NULL);
  g_autofree char *join = g_strdup_printf ("420[\"join\",{\"room\":\"%s\",\"name\":\"%s\"}]", room, name);

  test_socket_expect (self, "0{\"sid\"", NULL);
  test_socket_send (self, "40");
  test_socket_expect (self, "42[\"metrics history\"", NULL);
  if (name != NULL)
    {
      test_socket_send (self, join);
      test_socket_expect (self, "430[{\"ok\":true", NULL);
    }
  return self;
}
