/* demo-server.c: puts the demo together and listens.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-server.h"

#include <json-glib/json-glib.h>

#include "demo-admin.h"
#include "demo-echo.h"
#include "demo-page.h"
#include "demo-people.h"
#include "demo-resources.h"

#define ENGINE_PATH   "/socket.io/"
#define DOCUMENT_PATH "/io/github/telltale/Telltale/demo/demo.telltale.json"

struct _DemoServer
{
  GObject parent_instance;

  guint32 seed;
  EioClock *clock;
  SoupServer *http; /* NULL unless started */
  char *url;        /* NULL unless started */
  DemoIo *io;
  DemoChat *chat;
  DemoFeed *feed;
  DemoPeople *people;
  DemoAdmin *admin;
};

G_DEFINE_FINAL_TYPE (DemoServer, demo_server, G_TYPE_OBJECT)

static void
connected_cb (DemoSocket *socket, gpointer user_data)
{
  DemoServer *self = user_data;

  demo_chat_connected (self->chat, socket);
  demo_feed_send_history (self->feed, socket);
}

static void
disconnected_cb (DemoSocket *socket, gpointer user_data)
{
  DemoServer *self = user_data;

  demo_chat_disconnected (self->chat, socket);
}

static void
send_history (DemoServer *self, const DemoCall *call)
{
  demo_feed_send_history (self->feed, call->socket);
  demo_call_answer_ok (call);
}

static void
event_cb (const DemoCall *call, gpointer user_data)
{
  DemoServer *self = user_data;

  if (g_str_equal (call->name, "metrics history"))
    send_history (self, call);
  else if (!demo_chat_handle (self->chat, call) && !demo_echo_handle (call, self->clock))
    demo_call_refuse (call, "No such event");
}

static const DemoNamespaceEvents main_events = {
  .connected = connected_cb,
  .event = event_cb,
  .disconnected = disconnected_cb,
};

static void
demo_server_dispose (GObject *object)
{
  demo_server_stop (DEMO_SERVER (object));
  G_OBJECT_CLASS (demo_server_parent_class)->dispose (object);
}

static void
demo_server_finalize (GObject *object)
{
  DemoServer *self = DEMO_SERVER (object);

  g_clear_object (&self->clock);
  G_OBJECT_CLASS (demo_server_parent_class)->finalize (object);
}

static void
demo_server_class_init (DemoServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demo_server_dispose;
  G_OBJECT_CLASS (klass)->finalize = demo_server_finalize;
}

static void
demo_server_init (DemoServer *self)
{
}

/**
 * demo_server_new:
 * @seed: makes people and metrics repeatable
 *
 * Returns: (transfer full): a server by the machine's clock, not started
 */
DemoServer *
demo_server_new (guint32 seed)
{
  return demo_server_new_with_clock (seed, eio_clock_get_default ());
}

DemoServer *
demo_server_new_with_clock (guint32 seed, EioClock *clock)
{
  DemoServer *self = g_object_new (DEMO_TYPE_SERVER, NULL);

  self->seed = seed;
  self->clock = g_object_ref (clock);
  return self;
}

static void
said_cb (DemoChat *chat, DemoPerson *person, const char *room_id, const char *text, gpointer user_data)
{
  DemoServer *self = user_data;

  demo_people_hear (self->people, person, room_id, text);
}

static void
incident_cb (DemoIncident incident, gboolean begins, gpointer user_data)
{
  DemoServer *self = user_data;

  demo_people_discuss (self->people, incident, begins);
}

static void
create_services (DemoServer *self)
{
  DemoAdapter *adapter;

  self->io = demo_io_new (self->clock);
  self->chat = demo_chat_new (self->clock);
  self->feed = demo_feed_new (self->seed, self->clock, self->chat);
  self->people = demo_people_new (self->seed, self->clock, self->chat, self->feed);
  adapter = demo_io_add_namespace (self->io, "/", &main_events, self);
  self->admin = demo_admin_new (self->io, self->clock, adapter, self->chat, self->feed);
  demo_chat_set_adapter (self->chat, adapter);
  demo_chat_set_said (self->chat, said_cb, self);
  demo_feed_set_incident_func (self->feed, incident_cb, self);
  demo_feed_start (self->feed, adapter);
  demo_people_start (self->people);
}

/* Who sends goes first, then the sessions, then what they stood on. */
static void
destroy_services (DemoServer *self)
{
  demo_people_stop (self->people);
  demo_feed_stop (self->feed);
  demo_engine_detach (demo_io_get_engine (self->io));
  demo_chat_set_adapter (self->chat, NULL);
  g_clear_pointer (&self->admin, demo_admin_free);
  g_clear_object (&self->io);
  g_clear_object (&self->people);
  g_clear_object (&self->feed);
  g_clear_object (&self->chat);
}

static char *
build_url (SoupServer *http)
{
  GSList *uris = soup_server_get_uris (http);
  char *url = g_strdup_printf ("http://localhost:%d", g_uri_get_port (uris->data));

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return url;
}

/**
 * demo_server_start:
 * @self: a server
 * @port: where to listen; 0 for any free port
 * @error: a GIOError, such as %G_IO_ERROR_ADDRESS_IN_USE
 *
 * Listens on 127.0.0.1 and ::1.
 *
 * Returns: whether it is up
 */
gboolean
demo_server_start (DemoServer *self, guint port, GError **error)
{
  g_autoptr (SoupServer) http = NULL;

  g_return_val_if_fail (DEMO_IS_SERVER (self), FALSE);
  g_return_val_if_fail (self->http == NULL, FALSE);

  http = soup_server_new ("server-header", "Telltale-demo", NULL);
  if (!soup_server_listen_local (http, port, 0, error))
    return FALSE;
  self->url = build_url (http);
  self->http = g_steal_pointer (&http);
  create_services (self);
  demo_page_attach (self->http);
  demo_engine_attach (demo_io_get_engine (self->io), self->http, ENGINE_PATH);
  return TRUE;
}

/**
 * demo_server_stop:
 * @self: a server
 *
 * Ends every session and lets go of the port. It may be started again, as a new one with the same seed.
 */
void
demo_server_stop (DemoServer *self)
{
  g_return_if_fail (DEMO_IS_SERVER (self));

  if (self->http == NULL)
    return;
  destroy_services (self);
  soup_server_disconnect (self->http);
  g_clear_object (&self->http);
  g_clear_pointer (&self->url, g_free);
}

const char *
demo_server_get_url (DemoServer *self)
{
  g_return_val_if_fail (DEMO_IS_SERVER (self), NULL);

  return self->url;
}

static JsonObject *
get_connection (JsonNode *document)
{
  return json_object_get_object_member (json_node_get_object (document), "connection");
}

/**
 * demo_server_dup_document:
 * @self: a server
 *
 * Returns: (transfer full): the dashboard document that describes this server, as JSON; its URL is that of
 * the server, or port 0 as long as it is not started
 */
GBytes *
demo_server_dup_document (DemoServer *self)
{
  g_autoptr (GBytes) template = g_resource_lookup_data (demo_get_resource (), DOCUMENT_PATH, 0, NULL);
  g_autoptr (JsonNode) document = NULL;
  char *json;

  g_return_val_if_fail (DEMO_IS_SERVER (self), NULL);

  if (self->url == NULL)
    return g_steal_pointer (&template);
  document = json_from_string (g_bytes_get_data (template, NULL), NULL);
  json_object_set_string_member (get_connection (document), "url", self->url);
  json = json_to_string (document, TRUE);
  return g_bytes_new_take (json, strlen (json));
}
