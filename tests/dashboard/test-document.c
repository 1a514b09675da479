/* test-document.c: what a dashboard file may say: errors with their place, warnings with suggestions, unknown keys kept.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "bench.h"

typedef struct
{
  const char *json;
  const char *expected; /* a part of the error; "": none */
} ErrorCase;

#define DOCUMENT(rest) "{\"telltale\":1,\"connection\":{\"url\":\"http://h\"}," rest "}"
#define BINDING(rest)  DOCUMENT ("\"bindings\":[{\"on\":\"e\"," rest "}]")
#define ACTION(rest)   BINDING ("\"do\":[{" rest "}]")

static const ErrorCase errors[] = {
  /* Syntax: line and column. */
  { "", "line 1, column 1: no valid JSON" },
  { "{\n  \"telltale\": 1,\n  \"name\": nope }", "line 3, column 11: no valid JSON" },
  { "{\"telltale\":1,}", "line 1, column 15" },
  { "{\"ä\": \"ö\", x}", "line 1, column 12" },
  { "{\"telltale\":1} // comment", "line 1, column 16" },
  /* No document. */
  { "[]", "expected a dashboard document" },
  { "{}", "expected a dashboard document, with “telltale”: 1" },
  { "{\"telltale\":2}", "telltale: expected 1" },
  { "{\"telltale\":\"1\"}", "telltale: expected 1" },
  { "{\"telltale\":1}", "" },
  { "{\"telltale\":1,\"connection\":5}", "connection: expected an object, found a number" },
  { "{\"telltale\":1,\"connection\":{}}", "" },
  { "{\"telltale\":1,\"connection\":{\"url\":\"ftp://h\"}}",
    "connection.url: expected an http or https URL" },
  { "{\"telltale\":1,\"connection\":{\"url\":\"http://h\",\"protocol\":\"5\"}}",
    "connection.protocol: expected one of auto, 4, 3, found “5”" },
  { "{\"telltale\":1,\"connection\":{\"url\":\"http://h\",\"protocol\":3}}", "" },
  { "{\"telltale\":1,\"connection\":{\"url\":\"http://h\",\"transports\":[5]}}",
    "connection.transports[0]: expected one of polling, websocket, found “5”" },
  { "{\"telltale\":1,\"connection\":{\"url\":\"http://h\",\"query\":{\"a\":[]}}}",
    "connection.query.a: expected text, found an array" },
  { "{\"telltale\":1,\"connection\":{\"url\":\"http://h\",\"headers\":{\"a\":\"${x}\"}}}",
    "connection.headers.a: expected an input" },
  { "{\"telltale\":1,\"connection\":{\"url\":\"http://h\",\"login\":{\"post\":\"http://evil/x\"}}}",
    "connection.login.post: expected a path on the same server" },
  { "{\"telltale\":1,\"connection\":{\"url\":\"http://h\",\"login\":{\"post\":\"//evil/x\"}}}",
    "connection.login.post: expected a path on the same server" },
  { "{\"telltale\":1,\"connection\":{\"url\":\"http://h\",\"login\":{}}}",
    "connection.login: expected either “post” or “get”" },
  { "{\"telltale\":1,\"connection\":{\"url\":\"http://h\",\"login\":{\"get\":\"/x\",\"set\":{\"t\":\"a\"}}}}",
    "connection.login.set.t: expected a pointer" },
  /* Parts. */
  { DOCUMENT ("\"name\":5"), "name: expected text, found a number" },
  { DOCUMENT ("\"inputs\":{\"a\":\"b\"}"), "inputs.a: expected an object, found text" },
  { DOCUMENT ("\"inputs\":{\"a\":{\"secret\":1}}"),
    "inputs.a.secret: expected true or false, found a number" },
  { DOCUMENT ("\"rooms\":[{}]"), "rooms[0]: expected “room”" },
  { DOCUMENT ("\"rooms\":[{\"room\":7}]"), "" },
  { DOCUMENT ("\"namespaces\":{\"/admin\":{\"auth\":[5]}}"),
    "namespaces[\"/admin\"].auth[0]: expected an object, found a number" },
  { DOCUMENT ("\"namespaces\":{\"/admin\":{\"auth\":{\"a\":\"${b}\"}}}"),
    "namespaces[\"/admin\"].auth.a: expected an input" },
  { DOCUMENT ("\"emits\":{\"send\":{}}"), "emits.send: expected “emit”" },
  { DOCUMENT ("\"emits\":{\"send\":{\"emit\":\"x\"}}"),
    "emits.send.emit: expected [\"event\", argument, …], found text" },
  { DOCUMENT ("\"emits\":{\"send\":{\"emit\":[\"x\",\"${/0}\"]}}"),
    "emits.send.emit[1]: there is no event here" },
  { DOCUMENT ("\"emits\":{\"every\":[{\"emit\":[\"x\"],\"seconds\":0}]}"),
    "emits.every[0].seconds: expected a number from 0.1 on" },
  { DOCUMENT ("\"emits\":{\"connect\":[{\"emit\":[\"x\"],\"ack\":5}]}"),
    "emits.connect[0].ack: expected true, false or an object" },
  { DOCUMENT ("\"emits\":{\"join\":{\"emit\":[\"x\"],\"ack\":{\"ok\":[[\"/0\",\"=\",1]]}}}"),
    "emits.join.ack.ok[0][1]: expected ==" },
  { DOCUMENT ("\"panels\":[{\"kind\":\"pie\"}]"), "panels[0].kind: expected one of line, area" },
  { DOCUMENT ("\"panels\":[{\"kind\":\"line\",\"at\":[0,0,0,1]}]"),
    "panels[0].at: expected [column, row, width, height]" },
  { DOCUMENT ("\"panels\":[{\"kind\":\"line\",\"range\":\"soon\"}]"),
    "panels[0].range: expected a time like “15m”" },
  { DOCUMENT ("\"rules\":[{\"series\":\"a\"}]"), "rules[0]: expected either “above” or “below”" },
  { DOCUMENT ("\"rules\":[{\"above\":1}]"), "rules[0]: expected either “series” or “silent”" },
  { DOCUMENT ("\"rules\":[{\"silent\":\"e\"}]"), "rules[0]: “silent” needs “for”" },
  /* Bindings. */
  { DOCUMENT ("\"bindings\":{}"), "bindings: expected a list, found an object" },
  { DOCUMENT ("\"bindings\":[{}]"), "bindings[0]: expected “on”" },
  { DOCUMENT ("\"bindings\":[{\"on\":5}]"), "bindings[0].on: expected the name of an event, found a number" },
  { DOCUMENT ("\"bindings\":[{\"on\":[\"a\",5]}]"), "bindings[0].on[1]: expected the name of an event" },
  { DOCUMENT ("\"bindings\":[{\"on\":\"a*b*\"}]"), "bindings[0].on: expected at most one “*”" },
  { DOCUMENT ("\"bindings\":[{\"on\":{\"a\":[\"x\"]}}]"),
    "bindings[0].on.a[0]: expected “name in path” or “name = path”, found “x”" },
  { BINDING ("\"when\":[\"/0\",\"==\",1]"),
    "bindings[0].when[0]: expected [path, operator, value], found text" },
  { BINDING ("\"when\":5"), "bindings[0].when: expected a list of conditions" },
  { BINDING ("\"each\":[\"a in /0\",\"b in a\",\"c in b\",\"d in c\"]"),
    "bindings[0].each: expected at most 3 loops, found 4" },
  { BINDING ("\"each\":[\"a in b\",\"b in /0\"]"),
    "bindings[0].each[0]: expected an input or a loop variable, found “b”" },
  { BINDING ("\"each\":[\"a in /0\",\"a in /1\"]"), "bindings[0].each[1]: “a” is defined twice" },
  { BINDING ("\"each\":[\"a! in /0\"]"), "bindings[0].each[0]: expected a name" },
  { BINDING ("\"each\":[\"a in /0\"],\"first\":[{\"to\":\"log\",\"log\":\"l\",\"text\":\"${a}\"}]"),
    "bindings[0].first: expected no loop variable" },
  { BINDING ("\"do\":5"), "bindings[0].do: expected a list of actions" },
  { BINDING ("\"do\":[5]"), "bindings[0].do[0]: expected an action, found a number" },
  { BINDING ("\"do\":[{}]"), "bindings[0].do[0]: expected “to”: the name of an action" },
  { ACTION ("\"to\":\"mesage\""),
    "bindings[0].do[0].to: expected the name of an action, found “mesage” (did you mean “message”?)" },
  { ACTION ("\"to\":\"point\",\"series\":\"a\",\"value\":[1]"),
    "bindings[0].do[0].value: expected a template, found an array" },
  { ACTION ("\"to\":\"point\",\"series\":\"a\""), "bindings[0].do[0]: “point” needs “value”" },
  { ACTION ("\"to\":\"point\",\"series\":\"a\",\"value\":\"${/0\""),
    "bindings[0].do[0].value: expected “}”" },
  { ACTION ("\"to\":\"point\",\"series\":\"a\",\"value\":1,\"merge\":\"max\""),
    "bindings[0].do[0].merge: expected one of replace, sum, found “max”" },
  { ACTION ("\"to\":\"clear\",\"what\":\"all\""),
    "bindings[0].do[0].what: expected one of messages, people" },
  { ACTION ("\"to\":\"ready\",\"when\":[[\"/0\"]]"),
    "bindings[0].do[0].when[0]: expected [path, operator, value]" },
  { ACTION ("\"to\":\"notify\",\"title\":\"x\",\"limit\":{\"count\":0,\"seconds\":1}"),
    "bindings[0].do[0].limit: expected" },
  { ACTION ("\"to\":\"notify\",\"title\":\"x\",\"limit\":5"), "bindings[0].do[0].limit: expected" },
  { ACTION ("\"to\":\"ready\",\"x\":{}"), "" },
};

static void
test_errors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autofree char *found = bench_try (errors[i].json);

      if (*errors[i].expected == '\0' ? *found == '\0' : strstr (found, errors[i].expected) != NULL)
        continue;
      g_test_message ("%s: expected “%s”, found “%s”", errors[i].json, errors[i].expected, found);
      g_test_fail ();
    }
}

static TellDocument *
load (const char *json)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  TellDocument *document = tell_document_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return document;
}

static void
test_new (void)
{
  TellDocument *document = load (DOCUMENT ("\"name\":\"x\""));

  test_assert_finalize (document);
}

static void
test_warnings (void)
{
  g_autoptr (TellDocument) document =
      load ("{\"telltale\":1,\"conection\":1,\"connection\":{\"url\":\"http://h\",\"pth\":\"/"
            "x\"},\"bindings\":[{\"on\":\"a\","
            "\"each \":[],\"do\":[{\"to\":\"point\",\"series\":\"a\",\"valeu\":1,\"value\":2},"
            "{\"to\":\"row\",\"table\":\"t\",\"key\":\"k\",\"any column\":1}]}],\"zzzzzzzz\":1}");
  GStrv warnings = tell_document_get_warnings (document);
  static const char *const expected[] = {
    "connection.pth: unknown key, did you mean “path”?",
    "bindings[0].do[0].valeu: unknown key, did you mean “value”?",
    "bindings[0][\"each \"]: unknown key, did you mean “each”?",
    "conection: unknown key, did you mean “connection”?",
    "zzzzzzzz: unknown key",
  };

  g_assert_cmpuint (g_strv_length (warnings), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_true (g_strv_contains ((const char *const *) warnings, expected[i]));
}

static void
test_save (void)
{
  g_autoptr (TellDocument) document = load (
      "{\"telltale\":1,\"zz\":{\"kept\":[1.5,null]},\"connection\":{\"url\":\"http://h\",\"x\":\"ä\"}}");
  g_autoptr (TellDocument) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tell_document_set_url (document, "https://other:8443", &error));
  g_assert_no_error (error);
  g_assert_false (tell_document_set_url (document, "nonsense", &error));
  g_assert_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_INVALID);
  bytes = tell_document_to_bytes (document);
  again = tell_document_new_from_bytes (bytes, NULL);
  g_assert_nonnull (again);
  g_assert_cmpstr (tell_document_get_url (again), ==, "https://other:8443");
  g_assert_true (json_object_equal (tell_document_get_root (document), tell_document_get_root (again)));
  g_assert_true (json_object_has_member (tell_document_get_root (again), "zz"));
}

static void
test_for_url (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TellDocument) document = tell_document_new_for_url ("http://example.org:3000/admin?x=1", &error);
  g_autoptr (TellStore) store = tell_store_new ();
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  g_autoptr (TellEngine) engine = NULL;
  g_auto (GStrv) namespaces = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (tell_document_get_name (document), ==, "example.org");
  engine = tell_engine_new (document, store, clock, &error);
  g_assert_no_error (error);
  namespaces = tell_engine_get_namespaces (engine);
  g_assert_cmpstr (namespaces[0], ==, "/admin");
  g_assert_null (tell_document_new_for_url ("mailto:x", &error));
  g_assert_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_INVALID);
}

static void
test_parts (void)
{
  g_autoptr (TellDocument) document =
      load (DOCUMENT ("\"inputs\":{\"b\":{\"default\":5},\"a\":{\"title\":\"A\",\"secret\":true}},"
                      "\"rooms\":[{\"room\":7,\"name\":\"Seven\"}],"
                      "\"panels\":[{\"kind\":\"gauge\",\"series\":\"cpu\",\"range\":\"15m\",\"min\":0,"
                      "\"unit\":\"percent\",\"at\":[6,0,6,4],"
                      "\"thresholds\":[{\"above\":80,\"level\":\"error\"},{\"below\":5}]},{\"kind\":"
                      "\"table\",\"table\":\"sockets\"}]"));
  TellInput *input = g_ptr_array_index (tell_document_get_inputs (document), 0);
  TellKnownRoom *room = g_ptr_array_index (tell_document_get_rooms (document), 0);
  TellPanel *panel = g_ptr_array_index (tell_document_get_panels (document), 0);
  TellPanelThreshold *threshold = &g_array_index (panel->thresholds, TellPanelThreshold, 1);

  g_assert_cmpstr (input->name, ==, "b");
  g_assert_cmpstr (input->title, ==, "b");
  g_assert_cmpstr (input->default_value, ==, "5");
  g_assert_cmpstr (room->room, ==, "7");
  g_assert_cmpstr (tell_panel_kind_to_string (panel->kind), ==, "gauge");
  g_assert_cmpstr (panel->series[0], ==, "cpu");
  g_assert_cmpint (panel->range_ms, ==, 15 * 60 * 1000);
  g_assert_cmpfloat (panel->min, ==, 0);
  g_assert_true (isnan (panel->max));
  g_assert_cmpint (panel->at[0], ==, 6);
  g_assert_true (threshold->below);
  g_assert_cmpstr (threshold->level, ==, "warning");
  panel = g_ptr_array_index (tell_document_get_panels (document), 1);
  g_assert_cmpstr (panel->source, ==, "sockets");
  g_assert_cmpuint (g_strv_length (panel->series), ==, 0);
}

/* What could exhaust a recursive reader is an error like any other. */
static void
test_hostile (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"telltale\":1,\"x\":");
  g_autofree char *found = NULL;
  g_autofree char *big = g_strnfill (5 * 1024 * 1024, ' ');
  g_autofree char *found_big = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  found = bench_try (deep->str);
  g_assert_nonnull (strstr (found, "line 1, column"));
  found_big = bench_try (big);
  g_assert_nonnull (strstr (found_big, "expected a file of at most 4 MiB"));
}

static void
test_file (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "data", "dashboards", "chat.telltale.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) nothing = g_file_new_for_path ("/nowhere/x.telltale.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (TellDocument) document = tell_document_new_from_file (file, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tell_document_get_url (document), ==, "http://localhost:3000");
  g_assert_null (tell_document_new_from_file (nothing, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/new", test_new);
  g_test_add_func ("/document/errors", test_errors);
  g_test_add_func ("/document/warnings", test_warnings);
  g_test_add_func ("/document/save", test_save);
  g_test_add_func ("/document/for-url", test_for_url);
  g_test_add_func ("/document/parts", test_parts);
  g_test_add_func ("/document/hostile", test_hostile);
  g_test_add_func ("/document/file", test_file);
  return g_test_run ();
}
