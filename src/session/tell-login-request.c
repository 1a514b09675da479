/* tell-login-request.c: the HTTP request that a document makes before connecting.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-login-request.h"

#include "eio-config-engine.h"
#include "eio-http-error.h"

/* Of the answer: a token and what comes with it, or a page that sets a cookie. */
#define MAX_ANSWER (1024 * 1024)

typedef struct
{
  SoupSession *session;
  EioConfig *config;
  SoupMessage *message;
  GInputStream *stream;
  char *answer; /* MAX_ANSWER bytes */
} Request;

static void
request_free (Request *request)
{
  g_clear_object (&request->session);
  g_clear_object (&request->config);
  g_clear_object (&request->message);
  g_clear_object (&request->stream);
  g_free (request->answer);
  g_free (request);
}

static void
finish (GTask *task, gsize length)
{
  Request *request = g_task_get_task_data (task);
  guint status = soup_message_get_status (request->message);
  g_autoptr (GBytes) body = g_bytes_new (request->answer, length);

  if (SOUP_STATUS_IS_SUCCESSFUL (status))
    g_task_return_pointer (task, g_steal_pointer (&body), (GDestroyNotify) g_bytes_unref);
  else if (SOUP_STATUS_IS_REDIRECTION (status)) /* the answer to a form: what counts is the cookie */
    g_task_return_pointer (task, g_bytes_new (NULL, 0), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, eio_http_error_new_status (request->message, body));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  if (!g_input_stream_read_all_finish (request->stream, result, &length, &error))
    g_task_return_error (task,
                         eio_http_error_new_failed (request->message,
                                                    eio_config_get_used_proxy (request->config), error));
  else if (length == MAX_ANSWER)
    g_task_return_new_error (task, EIO_ERROR, EIO_ERROR_TOO_LARGE,
                             "The answer to the sign-in is larger than %d bytes", MAX_ANSWER);
  else
    finish (task, length);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  request->stream = soup_session_send_finish (request->session, result, &error);
  if (request->stream == NULL)
    {
      g_task_return_error (task,
                           eio_http_error_new_failed (request->message,
                                                      eio_config_get_used_proxy (request->config), error));
      return;
    }
  request->answer = g_malloc (MAX_ANSWER);
  g_input_stream_read_all_async (request->stream, request->answer, MAX_ANSWER, G_PRIORITY_DEFAULT,
                                 g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

/* Redirects are not followed: a document reaches its own host only. */
static SoupMessage *
build_message (TellLogin *login, EioConfig *config)
{
  SoupMessage *message = soup_message_new (login->method, login->url);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  eio_config_apply_headers (config, message);
  if (login->json)
    {
      g_autoptr (GBytes) body = g_bytes_new (login->json, strlen (login->json));

      soup_message_set_request_body_from_bytes (message, "application/json", body);
    }
  return message;
}

void
tell_login_request_async (TellLogin *login,
                          EioConfig *config,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->session = eio_config_create_session (config);
  request->config = g_object_ref (config);
  soup_session_set_timeout (request->session, eio_config_get_open_timeout (config) / 1000 + 1);
  request->message = build_message (login, config);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  soup_session_send_async (request->session, request->message, G_PRIORITY_DEFAULT, cancellable, sent_cb,
                           g_object_ref (task));
}

GBytes *
tell_login_request_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
