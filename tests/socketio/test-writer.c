/* test-writer.c: what the writer writes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sio-writer.h"

#include <math.h>
#include <string.h>

static void
assert_text (SioArgs *args, const char *expected)
{
  gsize length;
  const char *text = sio_args_peek_text (args, &length);
  g_autofree char *copy = g_strndup (text, length);

  g_assert_cmpstr (copy, ==, expected);
  sio_args_unref (args);
}

/* Expected: String(x) and JSON.stringify(x) of Node. */
static void
test_doubles (void)
{
  static const struct
  {
    double value;
    const char *expected;
  } cases[] = {
    { 0, "0" },
    { -0.0, "0" },
    { 5, "5" },
    { -5, "-5" },
    { 0.1, "0.1" },
    { 1.5, "1.5" },
    { -1.5, "-1.5" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 100, "100" },
    { 123456.789, "123456.789" },
    { 1e15, "1000000000000000" },
    { 1e20, "100000000000000000000" },
    { 123456789012345680000.0, "123456789012345680000" },
    { 1e21, "1e+21" },
    { 1.5e21, "1.5e+21" },
    { -1.5e300, "-1.5e+300" },
    { 1e-6, "0.000001" },
    { 1.5e-6, "0.0000015" },
    { 1e-7, "1e-7" },
    { 1.25e-7, "1.25e-7" },
    { 5e-324, "5e-324" },
    { 2.2250738585072014e-308, "2.2250738585072014e-308" },
    { 1.7976931348623157e308, "1.7976931348623157e+308" },
    { 9007199254740992.0, "9007199254740992" },
    { 9007199254740993.0, "9007199254740992" },
    { 4294967296.5, "4294967296.5" },
    { 1.0 / 3, "0.3333333333333333" },
    { 2.0 / 3, "0.6666666666666666" },
    { 5e-7, "5e-7" },
    { 1e23, "1e+23" },
    { 4.35, "4.35" },
    { NAN, "null" },
    { INFINITY, "null" },
    { -INFINITY, "null" },
  };
  g_autoptr (SioWriter) writer = sio_writer_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sio_writer_double (writer, cases[i].value);
      assert_text (sio_writer_finish (writer), cases[i].expected);
    }
}

/* Whatever is written reads back as the same double. */
static void
test_doubles_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (SioWriter) writer = sio_writer_new ();

  for (guint i = 0; i < 20000; i++)
    {
      guint64 bits = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
      g_autoptr (SioArgs) args = NULL;
      double value;

      memcpy (&value, &bits, sizeof value);
      if (!isfinite (value))
        continue;
      sio_writer_double (writer, value);
      args = sio_writer_finish (writer);
      g_assert_true (sio_value_get_double (sio_args_get_root (args)) == value);
    }
}

static void
test_structure (void)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();

  sio_writer_begin_array (writer);
  sio_writer_string (writer, "e", -1);
  sio_writer_begin_object (writer);
  sio_writer_key (writer, "a\"b");
  sio_writer_int64 (writer, G_MININT64);
  sio_writer_key (writer, "c");
  sio_writer_begin_array (writer);
  sio_writer_end (writer);
  sio_writer_key (writer, "d");
  sio_writer_begin_object (writer);
  sio_writer_end (writer);
  sio_writer_end (writer);
  sio_writer_boolean (writer, TRUE);
  sio_writer_boolean (writer, FALSE);
  sio_writer_null (writer);
  sio_writer_end (writer);
  assert_text (sio_writer_finish (writer),
               "[\"e\",{\"a\\\"b\":-9223372036854775808,\"c\":[],\"d\":{}},true,false,null]");
}

static void
test_finish_closes (void)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();

  assert_text (sio_writer_finish (writer), "null");
  sio_writer_begin_array (writer);
  sio_writer_begin_object (writer);
  sio_writer_key (writer, "a");
  assert_text (sio_writer_finish (writer), "[{\"a\":null}]");
}

static void
test_strings (void)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();

  sio_writer_string (writer, "\"\\/\b\f\n\r\t\x01\x1f\x7fé€😀", -1);
  assert_text (sio_writer_finish (writer), "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7fé€😀\"");
  sio_writer_string (writer, "a\0b", 3);
  assert_text (sio_writer_finish (writer), "\"a\\u0000b\"");
  sio_writer_string (writer, "abc", 2);
  assert_text (sio_writer_finish (writer), "\"ab\"");
  sio_writer_string (writer, "a\xff\0\xe9", 4);
  assert_text (sio_writer_finish (writer), "\"a\xef\xbf\xbd\\u0000\xef\xbf\xbd\"");
}

static void
test_value_verbatim (void)
{
  static const char json[] = "{\"a\": 1e400,\"b\":\"\\u0000\\ud83d\",\"c\":-0,\"a\":12345678901234567890}";
  g_autoptr (SioArgs) args = sio_args_new_text (json, -1, NULL);
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autofree char *expected = g_strdup_printf ("[%s,null]", json);

  sio_writer_begin_array (writer);
  sio_writer_value (writer, sio_args_get_root (args));
  sio_writer_value (writer, SIO_VALUE_INIT_MISSING);
  assert_text (sio_writer_finish (writer), expected);
}

static GBytes *
get_attachment (SioArgs *args, guint index)
{
  return g_ptr_array_index (sio_args_get_attachments (args), index);
}

/* Attachments travel with the values that hold them, and are numbered anew. */
static void
test_binary (void)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (GBytes) first = g_bytes_new_static ("one", 3);
  g_autoptr (GBytes) second = g_bytes_new_static ("two", 3);
  g_autoptr (SioArgs) inner = NULL;
  g_autoptr (SioArgs) outer = NULL;

  sio_writer_begin_array (writer);
  sio_writer_binary (writer, first);
  sio_writer_binary (writer, second);
  inner = sio_writer_finish (writer);
  g_assert_true (sio_value_get_binary (sio_args_get (inner, 0)) == first);
  g_assert_true (sio_value_get_binary (sio_args_get (inner, 1)) == second);

  sio_writer_begin_array (writer);
  sio_writer_binary (writer, second);
  sio_writer_value (writer, sio_args_get_root (inner));
  outer = sio_writer_finish (writer);
  g_assert_cmpuint (sio_args_get_attachments (outer)->len, ==, 3);
  g_assert_true (get_attachment (outer, 1) == first);
  g_assert_true (sio_value_get_binary (sio_value_get_element (sio_args_get (outer, 1), 1)) == second);
  assert_text (sio_args_ref (outer), "[{\"_placeholder\":true,\"num\":0},[{\"_placeholder\":true,\"num\":1},"
                                     "{\"_placeholder\":true,\"num\":2}]]");
}

/* Text that only looks like a placeholder stays an object, whatever attachments there are. */
static void
test_lookalike (void)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (SioArgs) args = NULL;

  sio_writer_begin_array (writer);
  g_assert_true (sio_writer_json (writer, "{\"_placeholder\":true,\"num\":7}", -1, NULL));
  sio_writer_binary (writer, bytes);
  args = sio_writer_finish (writer);
  g_assert_cmpint (sio_value_get_kind (sio_args_get (args, 0)), ==, SIO_VALUE_OBJECT);
  g_assert_cmpint (sio_value_get_kind (sio_args_get (args, 1)), ==, SIO_VALUE_BINARY);
}

static void
test_json (void)
{
  static const char json[] =
      " [\"e\", 1e400,{\"b\":{\"$binary\":\"AAE=\"} },{\"$binary\":1},{\"$binary\":\"\",\"x\":0},"
      "{\"$binary\":\"\"}] ";
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) args = NULL;
  g_autoptr (GString) string = g_string_new (NULL);

  g_assert_true (sio_writer_json (writer, json, -1, &error));
  g_assert_no_error (error);
  args = sio_writer_finish (writer);
  g_assert_cmpuint (sio_args_get_attachments (args)->len, ==, 2);
  g_assert_cmpmem (g_bytes_get_data (get_attachment (args, 0), NULL),
                   g_bytes_get_size (get_attachment (args, 0)), "\0\1", 2);
  g_assert_cmpuint (g_bytes_get_size (get_attachment (args, 1)), ==, 0);
  sio_value_append_json (sio_args_get_root (args), string);
  g_assert_cmpmem (string->str, string->len, json + 1, strlen (json) - 2);
}

static void
test_json_errors (void)
{
  static const char *const bad[] = { "",
                                     "[1,]",
                                     "hello",
                                     "{\"$binary\":\"A\"}",
                                     "{\"$binary\":\"AAE\"}",
                                     "{\"$binary\":\"A A=\"}",
                                     "{\"$binary\":\"====\"}",
                                     "[{\"$binary\":\"AAE=\"},{\"$binary\":\"*AAA\"}]" };
  g_autoptr (SioWriter) writer = sio_writer_new ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (sio_writer_json (writer, bad[i], -1, &error));
      g_assert_error (error, SIO_ERROR, SIO_ERROR_BAD_JSON);
    }
  assert_text (sio_writer_finish (writer), "null");
}

static void
test_node (void)
{
  static const char json[] = "{\"z\":[1,-2.5,true,null,\"\\u00e9\"],\"a\":{}}";
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (JsonNode) number = json_node_init_double (json_node_alloc (), 1e21);

  assert_text (sio_args_new_node (node), "{\"z\":[1,-2.5,true,null,\"é\"],\"a\":{}}");
  assert_text (sio_args_new_node (number), "1e+21");
  assert_text (sio_args_new_node (NULL), "null");
}

/* Our own text may be deeper than what we take from a server. */
static void
test_deep (void)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (SioArgs) args = NULL;
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < 2 * SIO_ARGS_MAX_DEPTH; i++)
    sio_writer_begin_array (writer);
  args = sio_writer_finish (writer);
  g_assert_cmpuint (sio_args_get_length (args), ==, 1);
  node = sio_value_to_node (sio_args_get_root (args));
  g_assert_true (JSON_NODE_HOLDS_ARRAY (node));
}

/* Two that begin alike do not share what follows. */
static void
test_copy (void)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (SioWriter) copy = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\1", 1);

  sio_writer_begin_array (writer);
  sio_writer_binary (writer, bytes);
  copy = g_boxed_copy (SIO_TYPE_WRITER, writer);
  sio_writer_binary (copy, bytes);
  sio_writer_int64 (writer, 7);
  assert_text (sio_writer_finish (copy),
               "[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
  assert_text (sio_writer_finish (writer), "[{\"_placeholder\":true,\"num\":0},7]");
}

static void
test_text_both_ways (void)
{
  const char *text = "[ 1e400,{\"$binary\":\"AQ==\"}, -0 ]";
  g_autoptr (SioArgs) args = sio_args_new_json (text, NULL);
  g_autoptr (SioArgs) event = sio_args_new_event ("a\"b", text, NULL);
  g_autoptr (SioArgs) bare = sio_args_new_event ("name", NULL, NULL);
  g_autofree char *json = sio_args_to_json (args);
  g_autofree char *event_json = sio_args_to_json (event);

  g_assert_cmpstr (json, ==, text);
  g_assert_cmpuint (sio_args_get_attachments (args)->len, ==, 1);
  g_assert_cmpstr (event_json, ==, "[\"a\\\"b\",1e400,{\"$binary\":\"AQ==\"},-0]");
  assert_text (sio_args_ref (bare), "[\"name\"]");
}

static void
test_no_event (void)
{
  static const char *const cases[] = { "", "{}", "null", "[1", "[{\"$binary\":\"?\"}]" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sio_args_new_event ("name", cases[i], &error));
      g_assert_error (error, SIO_ERROR, SIO_ERROR_BAD_JSON);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/writer/doubles", test_doubles);
  g_test_add_func ("/writer/doubles-round-trip", test_doubles_round_trip);
  g_test_add_func ("/writer/structure", test_structure);
  g_test_add_func ("/writer/finish-closes", test_finish_closes);
  g_test_add_func ("/writer/strings", test_strings);
  g_test_add_func ("/writer/value-verbatim", test_value_verbatim);
  g_test_add_func ("/writer/binary", test_binary);
  g_test_add_func ("/writer/lookalike", test_lookalike);
  g_test_add_func ("/writer/json", test_json);
  g_test_add_func ("/writer/json-errors", test_json_errors);
  g_test_add_func ("/writer/node", test_node);
  g_test_add_func ("/writer/deep", test_deep);
  g_test_add_func ("/writer/copy", test_copy);
  g_test_add_func ("/writer/text-both-ways", test_text_both_ways);
  g_test_add_func ("/writer/no-event", test_no_event);
  return g_test_run ();
}
