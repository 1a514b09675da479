/* session-fixture.c: a session on the embedded demo server, with a document of the test's own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

#include "test-wait.h"

TellDocument *
fixture_new_document (const char *url, const char *body)
{
  g_autofree char *text = g_strdup_printf ("{'telltale':1,'name':'Test','connection':{'url':'%s'}%s%s}", url,
                                           body && *body ? "," : "", body ? body : "");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TellDocument *document;

  g_strdelimit (text, "'", '"');
  bytes = g_bytes_new (text, strlen (text));
  document = tell_document_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  return document;
}

static guint
find_port (DemoServer *server)
{
  g_autoptr (GUri) uri = g_uri_parse (demo_server_get_url (server), G_URI_FLAGS_NONE, NULL);

  return (guint) g_uri_get_port (uri);
}

void
fixture_start_server (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  demo_server_start (self->server, self->port, &error);
  g_assert_no_error (error);
  self->port = find_port (self->server);
}

void
fixture_set_up (Fixture *self, const char *body, EioClock *clock)
{
  g_autoptr (TellDocument) document = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  self->port = 0;
  self->server = demo_server_new (3);
  fixture_start_server (self);
  bytes = demo_server_dup_document (self->server);
  document = body ? fixture_new_document (demo_server_get_url (self->server), body)
                  : tell_document_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  self->session = tell_session_new (document, clock, &error);
  g_assert_no_error (error);
}

void
fixture_tear_down (Fixture *self)
{
  test_assert_finalize (self->session);
  demo_server_stop (self->server);
  g_clear_object (&self->server);
}

TellMessage *
fixture_find_message (TellSession *session, const char *room_id, const char *text, guint *n)
{
  TellRoom *room = tell_store_find_room (tell_session_get_store (session), room_id);
  GListModel *messages = room ? tell_room_get_messages (room) : NULL;
  TellMessage *found = NULL;

  *n = 0;
  for (guint i = 0; messages && i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr (TellMessage) message = g_list_model_get_item (messages, i);

      if (!g_str_equal (tell_message_get_text (message), text))
        continue;
      (*n)++;
      found = message; /* the room has it */
    }
  return found;
}

guint64
fixture_get_matched (TellSession *session, const char *on)
{
  g_autoptr (GPtrArray) bindings = tell_engine_list_bindings (tell_session_get_engine (session));

  for (guint i = 0; i < bindings->len; i++)
    {
      TellBindingStats *stats = g_ptr_array_index (bindings, i);

      if (g_strv_contains ((const char *const *) stats->on, on))
        return stats->matched;
    }
  g_error ("No binding on %s", on);
}
