/* bench.c: an engine on a test bench: a document as text, a clock that stands still, events as JSON.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <string.h>

static void
emission_cb (TellEngine *engine, TellEmission *emission, Bench *bench)
{
  gsize length;
  const char *json = sio_args_peek_text (emission->args, &length);

  g_string_append_printf (bench->emitted, "%s%.*s%s\n", emission->nsp, (int) length, json,
                          emission->ack ? " ack" : "");
}

static TellDocument *
load (const char *json, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

  return tell_document_new_from_bytes (bytes, error);
}

static char *
wrap (const char *bindings, const char *rest)
{
  return g_strdup_printf (
      "{\"telltale\": 1, \"name\": \"Bench\", \"connection\": {\"url\": \"http://localhost:3000\"},"
      "\"inputs\": {\"name\": {\"default\": \"desktop\"}, \"password\": {\"secret\": true}},"
      "\"bindings\": [%s]%s%s}",
      bindings, rest ? "," : "", rest ? rest : "");
}

void
bench_open (Bench *bench, const char *json)
{
  g_autoptr (GError) error = NULL;

  bench->document = load (json, &error);
  g_assert_no_error (error);
  bench->store = tell_store_new ();
  bench->clock = eio_clock_new_manual (BENCH_WALL_MS * 1000);
  bench->engine = tell_engine_new (bench->document, bench->store, bench->clock, &error);
  g_assert_no_error (error);
  bench->emitted = g_string_new (NULL);
  g_signal_connect (bench->engine, "emission", G_CALLBACK (emission_cb), bench);
}

void
bench_open_with (Bench *bench, const char *bindings, const char *rest)
{
  g_autofree char *json = wrap (bindings, rest);

  bench_open (bench, json);
}

void
bench_close (Bench *bench)
{
  test_assert_finalize (bench->engine);
  test_assert_finalize (bench->store);
  g_clear_object (&bench->document);
  g_clear_object (&bench->clock);
  g_string_free (bench->emitted, TRUE);
}

static gboolean
handle (Bench *bench, const char *nsp, gint64 time_ms, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) args = sio_args_new_text (json, -1, &error);
  g_autofree char *name = NULL;
  TellIncoming incoming = { .nsp = nsp, .args = args, .first = 1, .time_ms = time_ms };

  g_assert_no_error (error);
  name = sio_value_dup_string (sio_args_get (args, 0), NULL);
  incoming.name = name;
  return tell_engine_handle (bench->engine, &incoming);
}

gboolean
bench_event (Bench *bench, const char *args)
{
  return handle (bench, "/", eio_clock_get_wall (bench->clock) / 1000, args);
}

gboolean
bench_event_on (Bench *bench, const char *nsp, const char *args)
{
  return handle (bench, nsp, eio_clock_get_wall (bench->clock) / 1000, args);
}

gboolean
bench_event_at (Bench *bench, gint64 time_ms, const char *args)
{
  return handle (bench, "/", time_ms, args);
}

gboolean
bench_pseudo (Bench *bench, const char *name, const char *data)
{
  g_autoptr (SioArgs) args = data ? sio_args_new_text (data, -1, NULL) : NULL;
  TellIncoming incoming = { .nsp = "/",
                            .name = name,
                            .pseudo = TRUE,
                            .args = args,
                            .whole = TRUE,
                            .time_ms = eio_clock_get_wall (bench->clock) / 1000 };

  return tell_engine_handle (bench->engine, &incoming);
}

gboolean
bench_answer (Bench *bench, const char *name, const char *answer, const char *sent)
{
  g_autoptr (SioArgs) args = sio_args_new_text (answer, -1, NULL);
  g_autoptr (SioArgs) sent_args = sent ? sio_args_new_text (sent, -1, NULL) : NULL;
  TellIncoming incoming = { .nsp = "/",
                            .name = name,
                            .pseudo = TRUE,
                            .args = args,
                            .sent = sent_args,
                            .time_ms = eio_clock_get_wall (bench->clock) / 1000 };

  return tell_engine_handle (bench->engine, &incoming);
}

void
bench_advance (Bench *bench, double seconds)
{
  eio_clock_advance (bench->clock, seconds * G_USEC_PER_SEC);
  tell_engine_tick (bench->engine);
}

TellBindingStats *
bench_stats (Bench *bench, guint index)
{
  g_autoptr (GPtrArray) list = tell_engine_list_bindings (bench->engine);

  return g_ptr_array_index (list, index);
}

char *
bench_try (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TellDocument) document = load (json, &error);
  g_autoptr (TellStore) store = tell_store_new ();
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  g_autoptr (TellEngine) engine = document ? tell_engine_new (document, store, clock, &error) : NULL;

  g_assert_true ((engine != NULL) == (error == NULL));
  return g_strdup (error ? error->message : "");
}

char *
bench_try_with (const char *bindings, const char *rest)
{
  g_autofree char *json = wrap (bindings, rest);

  return bench_try (json);
}

char *
bench_dup_messages (Bench *bench, const char *room_id)
{
  TellRoom *room = tell_store_find_room (bench->store, room_id);
  GListModel *messages = room ? tell_room_get_messages (room) : NULL;
  GString *out = g_string_new (NULL);

  for (guint i = 0; messages != NULL && i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr (TellMessage) message = g_list_model_get_item (messages, i);
      TellPerson *author = tell_message_get_author (message);

      g_string_append_printf (out, "%s: %s; ", author ? tell_person_get_name (author) : "-",
                              tell_message_get_text (message));
    }
  return g_string_free (out, FALSE);
}

char *
bench_dup_people (Bench *bench)
{
  GListModel *people = tell_store_get_people (bench->store);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (TellPerson) person = g_list_model_get_item (people, i);
      g_auto (GStrv) rooms = tell_store_dup_room_ids_of (bench->store, person);
      g_autofree char *joined = g_strjoinv (",", rooms);

      g_string_append_printf (out, "%s=%s(%s)[%s]; ", tell_person_get_id (person),
                              tell_person_get_name (person),
                              tell_presence_to_string (tell_person_get_state (person)), joined);
    }
  return g_string_free (out, FALSE);
}
