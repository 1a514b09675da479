/* demo-admin.c: the namespace "/admin": for who knows the password, and for tests that need something to go
 * wrong. SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-admin.h"

#include "demo-limits.h"
#include "demo-script.h"
#include "demo-wire.h"

#define STATS_MS 5000

struct _DemoAdmin
{
  DemoIo *io; /* borrowed: it owns the namespace */
  EioClock *clock;
  DemoAdapter *adapter;
  DemoAdapter *main;
  DemoChat *chat;
  DemoFeed *feed;
  gint64 started_us;
  guint timer;
};

static const char *const incident_names[DEMO_N_INCIDENTS] = { "none", "database", "deploy", "spike" };

static gboolean
admit (SioValue auth, char **message, char **data, gpointer user_data)
{
  SioValue username = sio_value_get_member (auth, "username", -1);
  SioValue password = sio_value_get_member (auth, "password", -1);

  if (sio_value_equals_text (username, DEMO_ADMIN_USERNAME, strlen (DEMO_ADMIN_USERNAME)) &&
      sio_value_equals_text (password, DEMO_ADMIN_PASSWORD, strlen (DEMO_ADMIN_PASSWORD)))
    return TRUE;
  *message = g_strdup (sio_value_is_missing (username) ? "Sign in with a name and a password"
                                                       : "Wrong name or password");
  *data = g_strdup ("{\"code\":401,\"fields\":[\"username\",\"password\"]}");
  return FALSE;
}

static SioArgs *
build_stats (DemoAdmin *self)
{
  g_autoptr (SioWriter) event = demo_wire_event ("stats");

  demo_wire_int (event, "time", eio_clock_get_wall (self->clock) / 1000);
  demo_wire_double (event, "uptime", (eio_clock_get_now (self->clock) - self->started_us) / 1e6);
  demo_wire_int (event, "sessions", demo_engine_get_n_sessions (demo_io_get_engine (self->io)));
  demo_wire_int (event, "sockets", demo_adapter_get_n_sockets (self->main, NULL));
  demo_wire_int (event, "online", demo_chat_get_n_online (self->chat));
  return sio_writer_finish (event);
}

static void
stats_cb (gpointer user_data)
{
  DemoAdmin *self = user_data;
  g_autoptr (SioArgs) args = build_stats (self);

  self->timer = eio_clock_add_timeout (self->clock, STATS_MS, stats_cb, self);
  demo_adapter_emit (self->adapter, NULL, NULL, args);
}

static void
connected_cb (DemoSocket *socket, gpointer user_data)
{
  g_autoptr (SioArgs) args = build_stats (user_data);

  demo_socket_emit (socket, args);
}

static void
announce (DemoAdmin *self, const DemoCall *call)
{
  g_autofree char *text = demo_call_dup_text (call, "text", DEMO_MAX_TEXT, TRUE);

  if (text == NULL)
    {
      demo_call_refuse (call, "There is no text");
      return;
    }
  for (guint i = 0; i < demo_n_places; i++)
    demo_chat_announce (self->chat, demo_chat_find_room (self->chat, demo_places[i].id), text,
                        DEMO_MESSAGE_NOTICE);
  demo_feed_alert (self->feed, "Announcement", text, "info", demo_places[0].id);
  demo_call_answer_ok (call);
}

static void
begin_incident (DemoAdmin *self, const DemoCall *call)
{
  g_autofree char *kind = demo_call_dup_text (call, "kind", DEMO_MAX_NAME, FALSE);

  for (guint i = 1; kind != NULL && i < DEMO_N_INCIDENTS; i++)
    if (g_str_equal (incident_names[i], kind))
      {
        demo_feed_begin (self->feed, i);
        demo_call_answer_ok (call);
        return;
      }
  demo_call_refuse (call, "There are database, deploy and spike");
}

static void
disconnect_one (DemoAdmin *self, DemoSocket *socket, gboolean politely)
{
  DemoSession *session = demo_socket_get_session (socket);

  if (politely)
    demo_io_disconnect (self->io, socket);
  else if (session != NULL)
    demo_session_abort (session, EIO_CLOSE_REASON_TRANSPORT_CLOSE);
}

static void
disconnect_person (DemoAdmin *self, const DemoCall *call, gboolean politely)
{
  g_autofree char *id = demo_call_dup_text (call, "id", DEMO_MAX_ROOM_ID, FALSE);
  g_autoptr (GPtrArray) sockets = demo_chat_list_sockets (self->chat, id != NULL ? id : "");

  for (guint i = 0; i < sockets->len; i++)
    disconnect_one (self, g_ptr_array_index (sockets, i), politely);
  if (sockets->len > 0)
    demo_call_answer_ok (call);
  else
    demo_call_refuse (call, "Nobody of that id is connected");
}

static void
event_cb (const DemoCall *call, gpointer user_data)
{
  DemoAdmin *self = user_data;

  if (g_str_equal (call->name, "announce"))
    announce (self, call);
  else if (g_str_equal (call->name, "incident"))
    begin_incident (self, call);
  else if (g_str_equal (call->name, "kick"))
    disconnect_person (self, call, TRUE);
  else if (g_str_equal (call->name, "drop"))
    disconnect_person (self, call, FALSE);
  else
    demo_call_refuse (call, "No such event");
}

static const DemoNamespaceEvents events = {
  .admit = admit,
  .connected = connected_cb,
  .event = event_cb,
};

DemoAdmin *
demo_admin_new (DemoIo *io, EioClock *clock, DemoAdapter *main, DemoChat *chat, DemoFeed *feed)
{
  DemoAdmin *self = g_new0 (DemoAdmin, 1);

  self->io = io;
  self->clock = g_object_ref (clock);
  self->main = main;
  self->chat = g_object_ref (chat);
  self->feed = g_object_ref (feed);
  self->started_us = eio_clock_get_now (clock);
  self->adapter = demo_io_add_namespace (io, "/admin", &events, self);
  self->timer = eio_clock_add_timeout (clock, STATS_MS, stats_cb, self);
  return self;
}

void
demo_admin_free (DemoAdmin *self)
{
  eio_clock_clear (self->clock, &self->timer);
  g_clear_object (&self->clock);
  g_clear_object (&self->chat);
  g_clear_object (&self->feed);
  g_free (self);
}
