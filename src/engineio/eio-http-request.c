/* eio-http-request.c: send, follow, read, judge.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "engineio"

#include "eio-http-request.h"

#include "eio-http-error.h"

#define CHUNK         (64 * 1024)
#define MAX_REDIRECTS 5
/* Of the body of a refusal. */
#define MAX_REFUSAL (64 * 1024)

typedef struct
{
  SoupSession *session;
  EioConfig *config;
  GBytes *body;
  char *content_type;
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *answer;
  guint redirects;
} Request;

static void send_message (GTask *task, GUri *uri);
static void read_more (GTask *task);

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_object (&request->session);
  g_clear_object (&request->config);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_clear_pointer (&request->content_type, g_free);
  g_clear_object (&request->message);
  g_clear_object (&request->stream);
  g_clear_pointer (&request->answer, g_byte_array_unref);
  g_free (request);
}

static gboolean
is_redirect (Request *request)
{
  switch (soup_message_get_status (request->message))
    {
    case SOUP_STATUS_MOVED_PERMANENTLY:
    case SOUP_STATUS_FOUND:
      return request->body == NULL;
    case SOUP_STATUS_TEMPORARY_REDIRECT:
    case SOUP_STATUS_PERMANENT_REDIRECT:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
finish (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  g_autoptr (GBytes) answer = g_byte_array_free_to_bytes (g_steal_pointer (&request->answer));

  if (soup_message_get_status (request->message) != SOUP_STATUS_OK)
    g_task_return_error (task, eio_http_error_new_status (request->message, answer));
  else
    g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) g_bytes_unref);
}

/* TRUE while the answer so far is within the limit; of a refusal, what is over it is left unread. */
static gboolean
check_size (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  gsize max = eio_config_get_max_payload (request->config);

  if (soup_message_get_status (request->message) != SOUP_STATUS_OK)
    {
      if (request->answer->len <= MAX_REFUSAL)
        return TRUE;
      finish (task);
      return FALSE;
    }
  if (request->answer->len <= max)
    return TRUE;

  g_task_return_new_error (task, EIO_ERROR, EIO_ERROR_TOO_LARGE,
                           "The server sent more than %" G_GSIZE_FORMAT " bytes at once, which is the limit",
                           max);
  return FALSE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (request->stream, result, &error);

  if (chunk == NULL)
    g_task_return_error (task,
                         eio_http_error_new_failed (request->message,
                                                    eio_config_get_used_proxy (request->config), error));
  else if (g_bytes_get_size (chunk) == 0)
    finish (task);
  else
    {
      g_byte_array_append (request->answer, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
      if (check_size (task))
        read_more (task);
    }
}

static void
read_more (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (request->stream, CHUNK, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                   read_cb, g_object_ref (task));
}

static void
follow (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = eio_http_follow (request->message, &error);

  if (uri != NULL && ++request->redirects > MAX_REDIRECTS)
    {
      g_clear_pointer (&uri, g_uri_unref);
      g_set_error (&error, EIO_ERROR, EIO_ERROR_HTTP, "%s redirects in circles",
                   g_uri_get_host (soup_message_get_uri (request->message)));
    }

  if (uri != NULL)
    send_message (task, uri);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  g_clear_object (&request->stream);
  request->stream = soup_session_send_finish (request->session, result, &error);
  if (request->stream == NULL)
    g_task_return_error (task,
                         eio_http_error_new_failed (request->message,
                                                    eio_config_get_used_proxy (request->config), error));
  else if (is_redirect (request))
    follow (task);
  else
    read_more (task);
}

static void
send_message (GTask *task, GUri *uri)
{
  Request *request = g_task_get_task_data (task);

  g_clear_object (&request->message);
  request->message =
      soup_message_new_from_uri (request->body != NULL ? SOUP_METHOD_POST : SOUP_METHOD_GET, uri);
  soup_message_add_flags (request->message, SOUP_MESSAGE_NO_REDIRECT);
  eio_config_apply_headers (request->config, request->message);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (request->message, request->content_type, request->body);
  soup_session_send_async (request->session, request->message, G_PRIORITY_DEFAULT,
                           g_task_get_cancellable (task), sent_cb, g_object_ref (task));
}

/**
 * eio_http_request_async:
 * @session: what sends it
 * @config: for headers, TLS and the limit of the answer's size
 * @uri: the address
 * @body: (nullable): what to POST; %NULL for a GET
 * @content_type: (nullable): of @body
 * @cancellable: to give up
 * @callback: called with the result
 * @user_data: for @callback
 */
void
eio_http_request_async (SoupSession *session,
                        EioConfig *config,
                        GUri *uri,
                        GBytes *body,
                        const char *content_type,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->session = g_object_ref (session);
  request->config = g_object_ref (config);
  request->body = body != NULL ? g_bytes_ref (body) : NULL;
  request->content_type = g_strdup (content_type);
  request->answer = g_byte_array_new ();
  g_task_set_task_data (task, request, request_free);
  send_message (task, uri);
}

/**
 * eio_http_request_finish:
 * @result: a result
 * @message: (out) (optional) (transfer full): the last request made
 * @error: an error of engineio, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the body
 */
GBytes *
eio_http_request_finish (GAsyncResult *result, SoupMessage **message, GError **error)
{
  Request *request = g_task_get_task_data (G_TASK (result));

  if (message != NULL)
    *message = g_object_ref (request->message);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * eio_http_follow:
 * @message: a request that was answered with a redirect
 * @error: %EIO_ERROR_HTTP
 *
 * Another host is not followed: headers and cookies are meant for this one.
 *
 * Returns: (transfer full) (nullable): where to go
 */
GUri *
eio_http_follow (SoupMessage *message, GError **error)
{
  const char *location =
      soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  GUri *from = soup_message_get_uri (message);
  g_autoptr (GUri) to =
      location != NULL ? g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  const char *scheme = to != NULL ? g_uri_get_scheme (to) : "";
  gboolean secure =
      g_str_has_prefix (g_uri_get_scheme (from), "https") || g_str_equal (g_uri_get_scheme (from), "wss");

  if (to != NULL && g_strcmp0 (g_uri_get_host (to), g_uri_get_host (from)) == 0 &&
      (g_str_equal (scheme, "https") || (g_str_equal (scheme, "http") && !secure) ||
       g_str_equal (scheme, g_uri_get_scheme (from))))
    return g_steal_pointer (&to);

  g_propagate_error (error, eio_http_error_new_redirect (message, location));
  return NULL;
}
