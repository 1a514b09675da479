/* test-document.c: the demo's document, run by the binding engine on what the demo really sends: nothing skipped, nothing unbound.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client-test.h"
#include "sio-client.h"
#include "sio-event.h"
#include "tell-engine.h"

typedef struct
{
  TestServer server;
  TellDocument *document;
  TellStore *store;
  TellEngine *engine;
  SioClient *client;
  SioNamespace *nsp;
  guint n_waiting; /* answers still to come */
} Fixture;

typedef struct
{
  Fixture *fixture;
  TellEmission *emission;
} Waiting;

static void
event_cb (SioNamespace *nsp, SioEvent *event, Fixture *self)
{
  TellIncoming incoming = {
    .nsp = "/",
    .name = sio_event_get_name (event),
    .args = sio_event_get_args (event),
    .first = 1,
    .time_ms = eio_clock_get_wall (self->server.clock) / 1000,
  };

  tell_engine_handle (self->engine, &incoming);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Waiting *waiting = user_data;
  Fixture *self = waiting->fixture;
  g_autoptr (TellEmission) emission = waiting->emission;
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) answer = sio_namespace_emit_finish (SIO_NAMESPACE (object), result, &error);
  g_autofree char *name = g_strconcat ("ack:", emission->name, NULL);
  TellIncoming incoming = {
    .nsp = "/",
    .name = name,
    .pseudo = TRUE,
    .args = answer,
    .sent = emission->args,
    .time_ms = eio_clock_get_wall (self->server.clock) / 1000,
  };

  g_assert_no_error (error);
  g_assert_true (tell_engine_check_answer (self->engine, emission, answer, NULL));
  if (g_str_equal (emission->name, "sign in") || g_str_equal (emission->name, "join"))
    g_assert_true (tell_engine_handle (self->engine, &incoming));
  self->n_waiting--;
}

/* Takes EMISSION, sends it and waits for the answer. */
static void
emit (Fixture *self, TellEmission *emission)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  *waiting = (Waiting){ self, emission };
  self->n_waiting++;
  sio_namespace_emit_async (self->nsp, emission->args, SIO_EMIT_NONE, 0, NULL, answered_cb, waiting);
  test_wait_until (self->n_waiting == 0);
}

static void
emit_kind (Fixture *self, TellEmitKind kind, const char *room, const char *text)
{
  g_autoptr (GError) error = NULL;
  TellEmission *emission = tell_engine_build_emit (self->engine, kind, room, text, &error);

  g_assert_no_error (error);
  emit (self, emission);
}

static void
load (Fixture *self)
{
  g_autoptr (GBytes) bytes = demo_server_dup_document (self->server.server);
  g_autoptr (GError) error = NULL;
  GStrv warnings;

  self->document = tell_document_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  warnings = tell_document_get_warnings (self->document);
  g_assert_true (warnings == NULL || warnings[0] == NULL);
  self->store = tell_store_new ();
  self->engine = tell_engine_new (self->document, self->store, self->server.clock, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tell_document_get_url (self->document), ==, self->server.url);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (SioConfig) config = NULL;
  g_autoptr (GError) error = NULL;

  test_server_start (&self->server, TRUE);
  load (self);
  config = tell_engine_build_config (self->engine, &error);
  g_assert_no_error (error);
  self->client = sio_client_new (config);
  self->nsp = sio_client_get_namespace (self->client, "/");
  g_signal_connect (self->nsp, "event", G_CALLBACK (event_cb), self);
  sio_namespace_connect (self->nsp);
  test_wait_until (sio_namespace_get_state (self->nsp) == SIO_NAMESPACE_CONNECTED &&
                   sio_client_get_transport (self->client) == EIO_TRANSPORT_WEBSOCKET);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (self->nsp, self);
  sio_client_close (self->client);
  test_wait_until (sio_client_get_state (self->client) == SIO_CLIENT_CLOSED);
  g_clear_object (&self->client);
  g_clear_object (&self->engine);
  g_clear_object (&self->store);
  g_clear_object (&self->document);
  test_server_stop (&self->server);
}

static void
join_all (Fixture *self)
{
  g_autoptr (GPtrArray) emits = tell_engine_build_connect_emits (self->engine, "/");
  GPtrArray *rooms = tell_document_get_rooms (self->document);

  for (guint i = 0; i < emits->len; i++)
    emit (self, tell_emission_ref (g_ptr_array_index (emits, i)));
  for (guint i = 0; i < rooms->len; i++)
    emit_kind (self, TELL_EMIT_JOIN, ((TellKnownRoom *) g_ptr_array_index (rooms, i))->room, NULL);
}

static void
assert_all_bound (Fixture *self)
{
  g_autoptr (GPtrArray) bindings = tell_engine_list_bindings (self->engine);
  g_autoptr (GPtrArray) unbound = tell_engine_list_unbound (self->engine);

  for (guint i = 0; i < bindings->len; i++)
    {
      TellBindingStats *stats = g_ptr_array_index (bindings, i);

      g_assert_cmpstr (stats->why, ==, NULL);
      g_assert_cmpuint (stats->skipped, ==, 0);
    }
  for (guint i = 0; i < unbound->len; i++)
    g_assert_cmpstr (((TellUnbound *) g_ptr_array_index (unbound, i))->event, ==, NULL);
}

static void
test_joined (Fixture *self, gconstpointer data)
{
  TellRoom *ops;

  join_all (self);
  ops = tell_store_find_room (self->store, "ops");
  g_assert_true (tell_store_get_ready (self->store));
  g_assert_cmpuint (g_list_model_get_n_items (tell_store_get_rooms (self->store)), ==, 5);
  g_assert_cmpuint (g_list_model_get_n_items (tell_store_get_people (self->store)), ==, 10);
  g_assert_cmpint (tell_store_get_people_count (self->store), ==, 9);
  g_assert_cmpstr (tell_person_get_id (tell_store_get_me (self->store)), ==, "u-desktop");
  g_assert_true (tell_room_get_joined (ops));
  g_assert_cmpstr (tell_room_get_name (ops), ==, "Operations");
  g_assert_cmpuint (g_list_model_get_n_items (tell_room_get_messages (ops)), >, 8);
  g_assert_cmpuint (g_list_model_get_n_items (tell_room_get_members (ops)), ==, 5);
  assert_all_bound (self);
}

/* One minute with an incident, another user, a private message. */
static void
test_running (Fixture *self, gconstpointer data)
{
  g_autoptr (TestSocket) web = NULL;
  GListModel *notifications = tell_store_get_notifications (self->store);

  join_all (self);
  web = test_socket_join (&self->server, "Web", "lobby");
  test_socket_send (web, "40/admin,{\"username\":\"admin\",\"password\":\"telltale\"}");
  test_socket_send (web, "42/admin,1[\"incident\",{\"kind\":\"deploy\"}]");
  test_socket_send (web, "42/admin,2[\"announce\",{\"text\":\"Tea\"}]");
  test_socket_send (web, "421[\"chat message\",{\"room\":\"@u-desktop\",\"text\":\"psst\"}]");
  test_socket_send (web, "422[\"chat message\",{\"room\":\"lobby\",\"text\":\"Hello Desktop\"}]");
  test_socket_send (web, "423[\"join\",{\"room\":\"attic\"}]");
  test_socket_send (web, "424[\"leave\",{\"room\":\"attic\"}]");
  test_socket_expect (web, "434[", NULL);
  emit_kind (self, TELL_EMIT_SEND, "lobby", "Ana, how are the errors?");
  test_server_advance (&self->server, 20000);
  emit_kind (self, TELL_EMIT_TYPING_START, "lobby", NULL);
  test_server_advance (&self->server, 20000);
  test_wait_until (tell_store_find_room (self->store, "@u-web") != NULL);
  test_wait_until (g_list_model_get_n_items (notifications) >= 4);
  g_assert_null (tell_store_find_room (self->store, "attic"));
  assert_all_bound (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/demo/document/joined", Fixture, NULL, set_up, test_joined, tear_down);
  g_test_add ("/demo/document/running", Fixture, NULL, set_up, test_running, tear_down);
  return g_test_run ();
}
