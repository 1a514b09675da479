/* test-value.c: reading values where they stand.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sio-args.h"

#include <math.h>
#include <string.h>

static SioArgs *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  SioArgs *args = sio_args_new_text (json, -1, &error);

  g_assert_no_error (error);
  return args;
}

static void
test_kinds (void)
{
  g_autoptr (SioArgs) args = parse ("[null,true,1,\"\",[],{}]");
  static const SioValueKind kinds[] = { SIO_VALUE_NULL,   SIO_VALUE_BOOLEAN, SIO_VALUE_NUMBER,
                                        SIO_VALUE_STRING, SIO_VALUE_ARRAY,   SIO_VALUE_OBJECT };

  g_assert_cmpuint (sio_args_get_length (args), ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (sio_value_get_kind (sio_args_get (args, i)), ==, kinds[i]);
  g_assert_true (sio_value_is_missing (sio_args_get (args, 6)));
  g_assert_true (sio_value_is_missing (sio_args_get (args, G_MAXUINT)));
}

/* Every reader takes a missing value, and one of another kind. */
static void
test_missing (void)
{
  g_autoptr (SioArgs) args = parse ("[null]");
  SioValue values[] = { SIO_VALUE_INIT_MISSING, sio_args_get (args, 0) };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      SioValue value = values[i];
      SioIter iter;
      SioValue key, child;
      gint64 number = 5;
      gsize length = 5;

      g_assert_false (sio_value_get_boolean (value));
      g_assert_true (isnan (sio_value_get_double (value)));
      g_assert_false (sio_value_get_int64 (value, &number));
      g_assert_cmpint (number, ==, 5);
      g_assert_null (sio_value_dup_string (value, &length));
      g_assert_cmpuint (length, ==, 0);
      g_assert_null (sio_value_peek_string (value, &length));
      g_assert_false (sio_value_equals_text (value, "", 0));
      g_assert_null (sio_value_get_binary (value));
      g_assert_cmpuint (sio_value_get_length (value), ==, 0);
      g_assert_true (sio_value_is_missing (sio_value_get_element (value, 0)));
      g_assert_true (sio_value_is_missing (sio_value_get_member (value, "a", -1)));
      sio_iter_init (&iter, value);
      g_assert_false (sio_iter_next (&iter, &key, &child));
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *json;
    double expected;
  } cases[] = {
    { "0", 0 },
    { "-0", -0.0 },
    { "-0.0", -0.0 },
    { "1", 1 },
    { "-17", -17 },
    { "0.1", 0.1 },
    { "123.456", 123.456 },
    { "-123.456", -123.456 },
    { "999999999999999", 999999999999999.0 },
    { "1234567890.12345", 1234567890.12345 },
    { "0.000000000000001", 1e-15 },
    { "9007199254740993", 9007199254740992.0 },
    { "12345678901234567890", 12345678901234567890.0 },
    { "1e3", 1000 },
    { "1.5E-3", 0.0015 },
    { "5e-324", 5e-324 },
    { "1e-400", 0 },
    { "1e400", INFINITY },
    { "-1e400", -INFINITY },
    { "0.3000000000000000000000000000000000000000000000000000000000000000000000001", 0.3 },
    { "2.2250738585072014e-308", 2.2250738585072014e-308 },
    { "179769313486231570000000000000000000000", 1.7976931348623157e38 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SioArgs) args = parse (cases[i].json);
      double value = sio_value_get_double (sio_args_get_root (args));

      if (value != cases[i].expected || signbit (value) != signbit (cases[i].expected))
        g_error ("%s was read as %.17g", cases[i].json, value);
    }
}

static void
test_integers (void)
{
  static const struct
  {
    const char *json;
    gboolean fits;
    gint64 expected;
  } cases[] = {
    { "0", TRUE, 0 },
    { "-0", TRUE, 0 },
    { "42", TRUE, 42 },
    { "-42", TRUE, -42 },
    { "9223372036854775807", TRUE, G_MAXINT64 },
    { "-9223372036854775808", TRUE, G_MININT64 },
    { "9223372036854775808", FALSE, 0 },
    { "-9223372036854775809", FALSE, 0 },
    { "18446744073709551616", FALSE, 0 },
    { "99999999999999999999999", FALSE, 0 },
    { "1.0", FALSE, 0 },
    { "1e2", FALSE, 0 },
    { "\"1\"", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SioArgs) args = parse (cases[i].json);
      gint64 number = 0;

      if (sio_value_get_int64 (sio_args_get_root (args), &number) != cases[i].fits ||
          number != cases[i].expected)
        g_error ("%s was read as %" G_GINT64_FORMAT, cases[i].json, number);
    }
}

static void
test_strings (void)
{
  static const struct
  {
    const char *json;
    const char *expected;
    gsize length;
  } cases[] = {
    { "\"\"", "", 0 },
    { "\"plain\"", "plain", 5 },
    { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t", 8 },
    { "\"a\\u0000b\"", "a\0b", 3 },
    { "\"\\u00e9\\u20AC\"", "é€", 5 },
    { "\"x\\ud83d\\ude00y\"", "x😀y", 6 },
    { "\"\\ud83d\"", "\xef\xbf\xbd", 3 },
    { "\"\\ude00a\"",
      "\xef\xbf\xbd"
      "a",
      4 },
    { "\"\\ud83d\\ud83d\\ude00\"", "\xef\xbf\xbd😀", 7 },
    { "\"\\ud83d\\u0041\"",
      "\xef\xbf\xbd"
      "A",
      4 },
    { "\"\\\\u0041\"", "\\u0041", 6 },
    { "\"€😀\"", "€😀", 7 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SioArgs) args = parse (cases[i].json);
      SioValue value = sio_args_get_root (args);
      gsize length;
      g_autofree char *text = sio_value_dup_string (value, &length);

      g_assert_cmpmem (text, length, cases[i].expected, cases[i].length);
      g_assert_true (g_utf8_validate_len (text, strlen (text), NULL));
      g_assert_true (sio_value_equals_text (value, text, length));
      g_assert_false (sio_value_equals_text (value, "other", 5));
      g_assert_true ((sio_value_peek_string (value, &length) == NULL) ==
                     (strchr (cases[i].json, '\\') != NULL));
    }
}

static void
test_members (void)
{
  g_autoptr (SioArgs) args = parse ("{\"a\":1,\"b\":{\"a\":2,\"c\":[3,4]},\"a\":5,\"\\u0064\":6,\"\":7}");
  SioValue root = sio_args_get_root (args);
  gint64 number;

  g_assert_cmpuint (sio_value_get_length (root), ==, 5);
  g_assert_true (sio_value_get_int64 (sio_value_get_member (root, "a", -1), &number));
  g_assert_cmpint (number, ==, 5);
  g_assert_true (sio_value_get_int64 (sio_value_get_member (root, "dx", 1), &number));
  g_assert_cmpint (number, ==, 6);
  g_assert_true (sio_value_get_int64 (sio_value_get_member (root, "", -1), &number));
  g_assert_cmpint (number, ==, 7);
  g_assert_true (sio_value_is_missing (sio_value_get_member (root, "c", -1)));
  g_assert_cmpuint (sio_value_get_length (
                        sio_value_get_member (sio_value_get_member (root, "b", -1), "c", -1)),
                    ==, 2);
}

static void
test_iter (void)
{
  g_autoptr (SioArgs) args = parse ("{\"a\":[1,[2]],\"b\":{\"x\":0},\"c\":\"t\"}");
  g_autoptr (GString) seen = g_string_new (NULL);
  SioIter iter;
  SioValue key, value;

  for (sio_iter_init (&iter, sio_args_get_root (args)); sio_iter_next (&iter, &key, &value);)
    {
      sio_value_append_json (key, seen);
      g_string_append_c (seen, '=');
      sio_value_append_json (value, seen);
      g_string_append_c (seen, ' ');
    }
  for (sio_iter_init (&iter, sio_value_get_member (sio_args_get_root (args), "a", -1));
       sio_iter_next (&iter, &key, &value);)
    {
      g_assert_true (sio_value_is_missing (key));
      sio_value_append_json (value, seen);
      g_string_append_c (seen, ' ');
    }
  g_assert_cmpstr (seen->str, ==, "\"a\"=[1,[2]] \"b\"={\"x\":0} \"c\"=\"t\" 1 [2] ");
}

/* What JavaScript or json-glib would change passes through. */
static void
test_lossless (void)
{
  static const char json[] =
      "[1e400,12345678901234567890,\"\\u0000\",-0,\"\\ud83d\",1.0,\"\\/\",{\"a\":1,\"a\":2}, [ ] ]";
  g_autoptr (SioArgs) args = parse (json);
  g_autoptr (GString) string = g_string_new (NULL);
  gsize length;
  const char *text;

  sio_value_append_json (sio_args_get_root (args), string);
  g_assert_cmpstr (string->str, ==, json);
  text = sio_value_peek_json (sio_args_get (args, 1), &length);
  g_assert_cmpmem (text, length, "12345678901234567890", 20);
}

static void
test_binary (void)
{
  static const char json[] =
      "[\"e\",{\"_placeholder\":true,\"num\":1},[{\"num\":0,\"_placeholder\":true}], 1.0]";
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr (SioArgs) args = NULL;
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (attachments, g_bytes_new_static ("\0\1", 2));
  g_ptr_array_add (attachments, g_bytes_new_static ("", 0));
  args = sio_args_new (bytes, 0, attachments, NULL);
  g_assert_cmpint (sio_value_get_kind (sio_args_get (args, 1)), ==, SIO_VALUE_BINARY);
  g_assert_true (sio_value_get_binary (sio_args_get (args, 1)) == attachments->pdata[1]);
  g_assert_cmpuint (sio_value_get_length (sio_args_get (args, 1)), ==, 0);
  sio_value_append_json (sio_args_get_root (args), string);
  g_assert_cmpstr (string->str, ==, "[\"e\",{\"$binary\":\"\"},[{\"$binary\":\"AAE=\"}], 1.0]");
  node = sio_value_to_node (sio_args_get (args, 2));
  text = json_to_string (node, FALSE);
  g_assert_cmpstr (text, ==, "[{\"$binary\":\"AAE=\"}]");
}

static void
test_to_node (void)
{
  static const char json[] = "{\"a\":[1,-2.5,true,null,\"é\\n\"],\"b\":{\"c\":9223372036854775807}}";
  g_autoptr (SioArgs) args = parse (json);
  g_autoptr (JsonNode) node = sio_value_to_node (sio_args_get_root (args));
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (SioArgs) big = parse ("12345678901234567890");
  g_autoptr (JsonNode) number = sio_value_to_node (sio_args_get_root (big));

  g_assert_cmpstr (text, ==, json);
  g_assert_cmpfloat (json_node_get_double (number), ==, 12345678901234567890.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value/kinds", test_kinds);
  g_test_add_func ("/value/missing", test_missing);
  g_test_add_func ("/value/numbers", test_numbers);
  g_test_add_func ("/value/integers", test_integers);
  g_test_add_func ("/value/strings", test_strings);
  g_test_add_func ("/value/members", test_members);
  g_test_add_func ("/value/iter", test_iter);
  g_test_add_func ("/value/lossless", test_lossless);
  g_test_add_func ("/value/binary", test_binary);
  g_test_add_func ("/value/to-node", test_to_node);
  return g_test_run ();
}
