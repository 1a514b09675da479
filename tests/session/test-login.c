/* test-login.c: signing in over HTTP before connecting: what is sent, and what the connection inherits.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsoup/soup.h>

#include "session-fixture.h"
#include "test-wait.h"

typedef struct
{
  SoupServer *server;
  TellSession *session;
  guint status;
  char *body;   /* of the sign-in */
  char *query;  /* of the first request to connect */
  char *cookie; /* of the same */
} Site;

static void
login_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  Site *site = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  static const char answer[] = "{\"access_token\":\"t0k3n\"}";

  g_free (site->body);
  site->body = g_strndup (body->data, body->length);
  soup_server_message_set_status (message, site->status, NULL);
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Set-Cookie",
                               "seat=7; Path=/");
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, answer, strlen (answer));
}

static void
connect_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  Site *site = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (site->query == NULL)
    {
      site->query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
      site->cookie = g_strdup (soup_message_headers_get_one (headers, "Cookie"));
    }
  soup_server_message_set_status (message, 403, NULL);
}

static void
site_set_up (Site *self, guint status)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TellDocument) document = NULL;
  GSList *uris;

  *self = (Site){ .server = soup_server_new (NULL, NULL), .status = status };
  soup_server_add_handler (self->server, "/login", login_cb, self, NULL);
  soup_server_add_handler (self->server, "/socket.io", connect_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL);
  uris = soup_server_get_uris (self->server);
  text =
      g_strdup_printf ("{'telltale':1,'name':'x','inputs':{'who':{'default':'ann'}},'connection':{"
                       "'url':'http://127.0.0.1:%d','query':{'token':'${@token}'},"
                       "'login':{'post':'/login','json':{'user':'${who}'},'set':{'token':'/access_token'}}}}",
                       g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_strdelimit (text, "'", '"');
  bytes = g_bytes_new (text, strlen (text));
  document = tell_document_new_from_bytes (bytes, NULL);
  self->session = tell_session_new (document, NULL, NULL);
}

static void
site_tear_down (Site *self)
{
  test_assert_finalize (self->session);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_free (self->body);
  g_free (self->query);
  g_free (self->cookie);
}

/* 201 is what some servers answer a POST with. */
static void
test_accepted (void)
{
  Site site;

  site_set_up (&site, 201);
  g_assert_true (tell_session_start (site.session, NULL));
  g_assert_cmpint (tell_session_get_state (site.session), ==, TELL_SESSION_CONNECTING);
  test_wait_until (site.query);
  g_assert_cmpstr (site.body, ==, "{\"user\":\"ann\"}");
  g_assert_nonnull (strstr (site.query, "token=t0k3n"));
  g_assert_cmpstr (site.cookie, ==, "seat=7");
  tell_session_stop (site.session);
  site_tear_down (&site);
}

static void
test_refused (void)
{
  Site site;

  site_set_up (&site, 401);
  g_assert_true (tell_session_start (site.session, NULL));
  test_wait_until (tell_session_get_state (site.session) == TELL_SESSION_REFUSED);
  g_assert_nonnull (strstr (tell_session_get_reason (site.session), "did not accept the sign-in"));
  g_assert_null (site.query);
  site.status = 200;
  tell_session_retry_now (site.session);
  test_wait_until (site.query);
  site_tear_down (&site);
}

static void
test_unreachable (void)
{
  Site site;

  site_set_up (&site, 200);
  soup_server_disconnect (site.server);
  g_assert_true (tell_session_start (site.session, NULL));
  test_wait_until (tell_session_get_state (site.session) == TELL_SESSION_WAITING);
  g_assert_nonnull (tell_session_get_reason (site.session));
  g_assert_cmpint (tell_session_get_retry_at (site.session), >, 0);
  tell_session_stop (site.session);
  g_assert_cmpint (tell_session_get_state (site.session), ==, TELL_SESSION_IDLE);
  site_tear_down (&site);
}

/* Gone while the answer is on its way. */
static void
test_dropped (void)
{
  Site site;

  site_set_up (&site, 200);
  g_assert_true (tell_session_start (site.session, NULL));
  site_tear_down (&site);
  test_wait_ms (50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/login/accepted", test_accepted);
  g_test_add_func ("/login/refused", test_refused);
  g_test_add_func ("/login/unreachable", test_unreachable);
  g_test_add_func ("/login/dropped", test_dropped);
  return g_test_run ();
}
