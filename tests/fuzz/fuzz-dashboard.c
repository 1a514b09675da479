/* fuzz-dashboard.c: documents and events: whatever loads runs, and everything ends.
 * The input is a document, a line with three dashes, and events, one JSON array a line.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "tell-engine.h"

#include <string.h>

#define HEAD                                                                                                 \
  "{\"telltale\":1,\"inputs\":{\"name\":{\"default\":\"x\"}},\"connection\":{\"url\":\"http://h\"},"
#define EVENTS                                                                                               \
  "\n---\n[\"a\",{\"id\":1,\"l\":[{\"v\":2.5,\"t\":\"2024-01-01T00:00:00Z\"},{\"v\":null}],\"text\":\"<b>"   \
  "hi</b>\"},[1,2]]\n"                                                                                       \
  "[\"b:x\",\"7\",{\"k\":{\"n\":\"\\u001b[1m\"}}]\n[\"a\"]\n"

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED (
      HEAD
      "\"bindings\":[{\"on\":[\"a\",\"b:*\"],\"each\":[\"s in /0/l\",\"n = s/v\"],\"when\":[[\"n\",\">\",1]],"
      "\"first\":[{\"to\":\"clear\",\"what\":\"series\",\"series\":\"c*\"}],"
      "\"do\":[{\"to\":\"point\",\"series\":\"${$1 ?? 'c'}\",\"value\":\"${n | scale 2 1 | round "
      "1}\",\"time\":\"${s/t}\"},"
      "{\"to\":\"row\",\"table\":\"t\",\"key\":\"${s#}\",\"x\":\"${s}\"}]}],"
      "\"rules\":[{\"series\":\"c\",\"above\":1,\"for\":1,\"title\":\"t "
      "${name}\"},{\"silent\":\"a\",\"for\":1}]}" EVENTS),
  FUZZ_SEED (HEAD "\"bindings\":[{\"on\":{\"a\":[\"m = /0\"],\"b:*\":[\"m in /1\"]},\"do\":["
                  "{\"to\":\"message\",\"id\":\"${m/id}\",\"author\":\"${m/id | "
                  "person}\",\"text\":\"${m/text ?? m/n ?? \\\"-\\\" | strip html}\"},"
                  "{\"to\":\"person\",\"person\":\"${m/id}\",\"state\":\"${m/id | case 1=online "
                  "else=away}\",\"room\":\"r\",\"me\":true},"
                  "{\"to\":\"typing\",\"person\":\"${m#}\"},{\"to\":\"person-left\",\"person\":\"${m/"
                  "id}\",\"forget\":true}]}]}" EVENTS),
  FUZZ_SEED (HEAD
             "\"emits\":{\"connect\":[{\"emit\":[\"x\",\"${name}\"]}],\"send\":{\"emit\":[\"m\",\"${text}\"],"
             "\"ack\":{\"ok\":[[\"/0\",\"exists\"]]}}},"
             "\"bindings\":[{\"on\":\"*\",\"when\":[{\"any\":[[\"/0\",\"is\",\"object\"],[\"${/0 | match "
             "'(\\\\d)' 1}\",\"in\",[7,8]]]}],"
             "\"do\":[{\"to\":\"set\",\"name\":\"v\",\"value\":\"${/"
             "0}\"},{\"to\":\"emit\",\"event\":\"e\",\"args\":[\"${@v | length}\",{\"a\":\"${/0 | json | get "
             "/x}\"}]},"
             "{\"to\":\"notify\",\"title\":\"${$0} "
             "${#namespace}\",\"id\":\"${/0/id}\",\"limit\":{\"count\":1,\"seconds\":2}},"
             "{\"to\":\"log\",\"log\":\"l\",\"text\":\"${/1/k/n | strip ansi | upper | hex | "
             "base64}\",\"level\":\"error\"},"
             "{\"to\":\"room\",\"room\":\"${/0/id}\",\"unread\":\"${/0/l/-/v | "
             "number}\"},{\"to\":\"people-count\",\"value\":\"${/0 | lookup t x | at #time}\"}]}]}" EVENTS),
  FUZZ_SEED (HEAD "\"namespaces\":{\"/"
                  "a\":{\"auth\":[{\"s\":\"${@s}\"},{\"n\":\"${name}\"}]}},\"rooms\":[{\"room\":\"r\"}],"
                  "\"panels\":[{\"kind\":\"line\",\"series\":[\"c\"],\"range\":\"15m\",\"at\":[0,0,6,4],"
                  "\"thresholds\":[{\"above\":1}]}]}" EVENTS),
  { NULL, 0 },
};

static void
run_event (TellEngine *engine, const char *line, gsize length)
{
  g_autoptr (SioArgs) args = sio_args_new_text (line, length, NULL);
  g_autofree char *name = args ? sio_value_dup_string (sio_args_get (args, 0), NULL) : NULL;
  TellIncoming incoming = { .nsp = "/", .name = name, .args = args, .sent = args, .first = 1, .time_ms = 1 };

  if (name == NULL)
    return;
  tell_engine_handle (engine, &incoming);
  incoming.pseudo = TRUE;
  incoming.whole = TRUE;
  tell_engine_handle (engine, &incoming);
}

static void
run_emits (TellEngine *engine)
{
  g_autoptr (SioConfig) config = tell_engine_build_config (engine, NULL);
  g_autoptr (GPtrArray) connect = tell_engine_build_connect_emits (engine, "/");
  g_autoptr (SioArgs) answer = sio_args_new_text ("[{\"ok\":true}]", -1, NULL);

  for (guint i = 0; i <= TELL_EMIT_REFRESH; i++)
    {
      g_autoptr (TellEmission) emission = tell_engine_build_emit (engine, i, "r", "text", NULL);
      g_autofree char *message = NULL;

      if (emission != NULL)
        tell_engine_check_answer (engine, emission, answer, &message);
    }
}

static void
run (TellDocument *document, const char *events, gsize size)
{
  g_autoptr (TellStore) store = tell_store_new ();
  g_autoptr (EioClock) clock = eio_clock_new_manual (G_USEC_PER_SEC);
  g_autoptr (TellEngine) engine = tell_engine_new (document, store, clock, NULL);
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = g_strndup (events, size);

  if (engine == NULL)
    return;
  run_emits (engine);
  lines = g_strsplit (text, "\n", 10);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      run_event (engine, lines[i], strlen (lines[i]));
      eio_clock_advance (clock, G_USEC_PER_SEC);
      tell_engine_tick (engine);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char separator[] = "\n---\n";
  const char *text = (const char *) data;
  const char *events = size > 0 ? g_strstr_len (text, size, separator) : NULL;
  gsize length = events ? (gsize) (events - text) : size;
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (TellDocument) document = tell_document_new_from_bytes (bytes, &error);
  g_autoptr (GBytes) saved = NULL;

  g_assert_true ((document == NULL) == (error != NULL));
  if (document == NULL)
    return 0;
  saved = tell_document_to_bytes (document);
  if (events != NULL)
    run (document, events + strlen (separator), size - length - strlen (separator));
  return 0;
}
