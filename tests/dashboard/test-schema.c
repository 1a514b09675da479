/* test-schema.c: the loader says of the documents of tests/data/schema.json what the published schema says (check-schema.py).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

static TellDocument *
load (JsonObject *one, GError **error)
{
  g_autoptr (JsonNode) copy = json_node_copy (json_object_get_member (one, "document"));
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (!json_object_has_member (json_node_get_object (copy), "telltale"))
    json_object_set_int_member (json_node_get_object (copy), "telltale", 1);
  text = json_to_string (copy, FALSE);
  bytes = g_bytes_new_take (text, strlen (text));
  return tell_document_new_from_bytes (bytes, error);
}

static gboolean
compile (TellDocument *document, GError **error)
{
  g_autoptr (TellStore) store = tell_store_new ();
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  g_autoptr (TellEngine) engine = tell_engine_new (document, store, clock, error);

  return engine != NULL;
}

static void
check_case (JsonObject *one)
{
  const char *why = json_object_get_string_member (one, "why");
  gboolean unknown = json_object_get_boolean_member_with_default (one, "unknown", FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (TellDocument) document = load (one, &error);
  gboolean valid = document != NULL && compile (document, &error);

  if (valid != json_object_get_boolean_member (one, "valid"))
    {
      g_test_message ("%s: %s", why, valid ? "valid" : error->message);
      g_test_fail ();
    }
  else if (valid && unknown != (*tell_document_get_warnings (document) != NULL))
    {
      g_test_message ("%s: %s", why, unknown ? "no warning" : *tell_document_get_warnings (document));
      g_test_fail ();
    }
}

static void
test_cases (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "schema.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *cases;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  cases = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (cases), >, 50);
  for (guint i = 0; i < json_array_get_length (cases); i++)
    check_case (json_array_get_object_element (cases, i));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/cases", test_cases);
  return g_test_run ();
}
