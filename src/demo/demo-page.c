/* demo-page.c: what the server answers to plain GETs: one web page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-page.h"

#include "demo-request.h"
#include "demo-resources.h"

#define PAGE_PATH "/io/github/telltale/Telltale/demo/demo-page.html"

/* Nothing from elsewhere may run in it, frame it or be loaded by it. */
#define CONTENT_POLICY                                                                                       \
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "               \
  "connect-src 'self' ws://localhost:* ws://127.0.0.1:*; base-uri 'none'; form-action 'none'; "              \
  "frame-ancestors 'none'"

static void
reply_page (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GBytes) page = g_resource_lookup_data (demo_get_resource (), PAGE_PATH, 0, NULL);

  soup_message_headers_replace (headers, "Content-Security-Policy", CONTENT_POLICY);
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  demo_message_reply (message, SOUP_STATUS_OK, "text/html; charset=utf-8", page);
}

static void
page_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer user_data)
{
  const char *method = soup_server_message_get_method (message);

  if (!demo_message_is_local (message))
    demo_message_reply_text (message, SOUP_STATUS_FORBIDDEN, "Forbidden");
  else if (!g_str_equal (path, "/"))
    demo_message_reply_text (message, SOUP_STATUS_NOT_FOUND, "Not found");
  else if (!g_str_equal (method, SOUP_METHOD_GET) && !g_str_equal (method, SOUP_METHOD_HEAD))
    demo_message_reply_text (message, SOUP_STATUS_METHOD_NOT_ALLOWED, "Method not allowed");
  else
    reply_page (message);
}

void
demo_page_attach (SoupServer *server)
{
  soup_server_add_handler (server, "/", page_cb, NULL, NULL);
}
