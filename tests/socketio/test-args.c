/* test-args.c: what the strict reader accepts and refuses.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sio-args.h"
#include "test-wait.h"

#include <string.h>

static GBytes *
unescape (const char *line)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; *line != '\0'; line++)
    {
      guint8 byte = *line;

      if (*line == '%')
        {
          byte = g_ascii_xdigit_value (line[1]) << 4 | g_ascii_xdigit_value (line[2]);
          line += 2;
        }
      g_byte_array_append (bytes, &byte, 1);
    }
  return g_byte_array_free_to_bytes (bytes);
}

/* In a block of exactly its size, so that a sanitizer sees a read beyond it. */
static gboolean
is_accepted (GBytes *json)
{
  g_autoptr (GError) error = NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (json, &size);
  g_autoptr (GBytes) copy = g_bytes_new (data, size);
  g_autoptr (SioArgs) args = sio_args_new (copy, 0, NULL, &error);

  if (args == NULL)
    g_assert_error (error, SIO_ERROR, SIO_ERROR_BAD_JSON);
  else
    g_assert_no_error (error);
  return args != NULL;
}

static void
test_cases (void)
{
  g_autoptr (GBytes) file = test_data_load ("socketio-json-cases.txt");
  g_autofree char *text = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_cases = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GBytes) json = NULL;

      if (lines[i][0] != '+' && lines[i][0] != '-')
        continue;
      json = unescape (lines[i] + 2);
      if (is_accepted (json) != (lines[i][0] == '+'))
        g_error ("line %u is wrong: %s", i + 1, lines[i]);
      n_cases++;
    }
  g_assert_cmpuint (n_cases, >=, 300);
}

/* Every prefix of an array is refused, and whatever follows it. */
static void
test_prefixes (void)
{
  static const char json[] =
      "[\"n\\u00e9\\\\\",{\"a\":[1.5e-3,true,null,\"€😀\"],\"b\":{}},-0,\"0123456789abcdef0123456789\"]";

  for (gsize length = 0; length < sizeof json; length++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (json, length);

      g_assert_true (is_accepted (bytes) == (length == sizeof json - 1));
    }
}

/* One byte changed into any other: no more than "accepted" or an error. */
static void
test_mutations (void)
{
  char json[] = "[\"é\\n\",{\"key\":[1.5e3,false]},null,-12]";

  for (gsize at = 0; at < sizeof json - 1; at++)
    for (guint c = 0; c < 256; c++)
      {
        g_autoptr (GBytes) bytes = NULL;
        char saved = json[at];

        json[at] = c;
        bytes = g_bytes_new (json, sizeof json - 1);
        json[at] = saved;
        is_accepted (bytes);
      }
}

static GBytes *
nest (const char *open, const char *close, guint depth)
{
  GString *json = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (json, open);
  g_string_append (json, "1");
  for (guint i = 0; i < depth; i++)
    g_string_append (json, close);
  return g_string_free_to_bytes (json);
}

static void
test_depth (void)
{
  static const char *const pairs[][2] = { { "[", "]" }, { "{\"a\":", "}" }, { "[{\"a\":", "}]" } };
  static const guint levels[] = { 1, 1, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GBytes) deepest = nest (pairs[i][0], pairs[i][1], SIO_ARGS_MAX_DEPTH / levels[i]);
      g_autoptr (GBytes) deeper = nest (pairs[i][0], pairs[i][1], SIO_ARGS_MAX_DEPTH / levels[i] + 1);
      g_autoptr (GBytes) abyss = nest (pairs[i][0], "", 200000);

      g_assert_true (is_accepted (deepest));
      g_assert_false (is_accepted (deeper));
      g_assert_false (is_accepted (abyss));
    }
}

/* Depth is what is open at a time, not how many containers there are. */
static void
test_many (void)
{
  GString *json = g_string_new ("[0");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SioArgs) args = NULL;
  g_autoptr (GError) error = NULL;
  gint64 number = 0;

  for (guint i = 1; i < 50000; i++)
    g_string_append_printf (json, ",[%u]", i);
  g_string_append (json, ",{\"last\":7}]");
  bytes = g_string_free_to_bytes (json);
  args = sio_args_new (bytes, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sio_args_get_length (args), ==, 50001);
  g_assert_true (sio_value_get_int64 (sio_value_get_element (sio_args_get (args, 49999), 0), &number));
  g_assert_cmpint (number, ==, 49999);
  g_assert_true (
      sio_value_get_int64 (sio_value_get_member (sio_args_get (args, 50000), "last", -1), &number));
  g_assert_cmpint (number, ==, 7);
}

static void
test_offset (void)
{
  g_autoptr (GBytes) packet = g_bytes_new_static ("2/a,17[\"x\",1] ", 14);
  g_autoptr (SioArgs) args = sio_args_new (packet, 6, NULL, NULL);
  gsize length;
  const char *text = sio_args_peek_text (args, &length);

  g_assert_cmpmem (text, length, "[\"x\",1] ", 8);
  g_assert_null (sio_args_get_attachments (args));
}

/* A large payload is read where it came; a small one keeps nothing of what came with it. */
static void
test_in_place (void)
{
  g_autofree char *spaces = g_strnfill (5000, ' ');
  g_autofree char *text = g_strconcat ("2[\"x\"", spaces, "]", NULL);
  GBytes *large = g_bytes_new (text, strlen (text));
  GBytes *small = g_bytes_new_static ("2[\"x\"]", 6);
  g_autoptr (SioArgs) large_args = sio_args_new (large, 1, NULL, NULL);
  g_autoptr (SioArgs) small_args = sio_args_new (small, 1, NULL, NULL);
  gsize length;

  g_assert_true (sio_args_peek_text (large_args, &length) ==
                 (const char *) g_bytes_get_data (large, NULL) + 1);
  g_assert_true (sio_args_peek_text (small_args, &length) !=
                 (const char *) g_bytes_get_data (small, NULL) + 1);
  g_bytes_unref (large);
  g_bytes_unref (small);
  g_assert_cmpmem (sio_args_peek_text (small_args, &length), 5, "[\"x\"]", 5);
  g_assert_true (sio_value_equals_text (sio_args_get (large_args, 0), "x", 1));
}

static void
test_errors_say_where (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sio_args_new_text ("[1,\n x]", -1, &error));
  g_assert_cmpstr (error->message, ==, "Not valid JSON: an unexpected character at byte 5");
}

static void
test_placeholders (void)
{
  static const struct
  {
    const char *json;
    gboolean good;
  } cases[] = {
    { "[{\"_placeholder\":true,\"num\":0}]", TRUE },
    { "[{\"num\":1,\"_placeholder\":true,\"extra\":[]}]", TRUE },
    { "[{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":1}]", TRUE },
    { "[{\"_placeholder\":true,\"num\":2}]", FALSE },
    { "[{\"_placeholder\":true,\"num\":-1}]", FALSE },
    { "[{\"_placeholder\":true,\"num\":1.0}]", FALSE },
    { "[{\"_placeholder\":true,\"num\":0.5}]", FALSE },
    { "[{\"_placeholder\":true,\"num\":\"0\"}]", FALSE },
    { "[{\"_placeholder\":true,\"num\":18446744073709551616}]", FALSE },
    { "[{\"_placeholder\":true}]", FALSE },
    { "[{\"_placeholder\":false,\"num\":9}]", TRUE },
    { "[{\"_placeholder\":1,\"num\":9}]", TRUE },
  };
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_ptr_array_add (attachments, g_bytes_new_static ("a", 1));
  g_ptr_array_add (attachments, g_bytes_new_static ("b", 1));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].json, strlen (cases[i].json));
      g_autoptr (GError) error = NULL;
      g_autoptr (SioArgs) args = sio_args_new (bytes, 0, attachments, &error);

      if ((args != NULL) != cases[i].good)
        g_error ("wrong: %s", cases[i].json);
      if (args == NULL)
        g_assert_error (error, SIO_ERROR, SIO_ERROR_BAD_PACKET);
    }
}

static void
test_boxed (void)
{
  SioArgs *args = sio_args_new_text ("[]", -1, NULL);
  SioArgs *copy = g_boxed_copy (SIO_TYPE_ARGS, args);

  g_assert_true (copy == args);
  g_boxed_free (SIO_TYPE_ARGS, copy);
  sio_args_unref (args);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/args/cases", test_cases);
  g_test_add_func ("/args/prefixes", test_prefixes);
  g_test_add_func ("/args/mutations", test_mutations);
  g_test_add_func ("/args/depth", test_depth);
  g_test_add_func ("/args/many", test_many);
  g_test_add_func ("/args/offset", test_offset);
  g_test_add_func ("/args/in-place", test_in_place);
  g_test_add_func ("/args/errors-say-where", test_errors_say_where);
  g_test_add_func ("/args/placeholders", test_placeholders);
  g_test_add_func ("/args/boxed", test_boxed);
  return g_test_run ();
}
