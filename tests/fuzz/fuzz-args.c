/* fuzz-args.c: payloads: whatever is accepted can be read everywhere, and written again as it came.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "sio-args.h"
#include "sio-writer.h"

#include <string.h>

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED ("[\"e\",{\"a\":[1,-2.5e-3,true,false,null],\"b\":{\"c\":\"\\u00e9\\n\"}}]"),
  FUZZ_SEED ("[\"\\ud83d\\ude00\\ud83d\",\"€😀 0123456789abcdef0123456789\\\"\",1e400,-0]"),
  FUZZ_SEED ("{\"\":[[[[[]]]],{}],\"x\":12345678901234567890,\"x\":{\"$binary\":\"AAE=\"}}"),
  FUZZ_SEED (" [ 0 , {\"_placeholder\":true,\"num\":0} ] "),
  FUZZ_SEED ("\"\\u0000\\b\\f\\n\\r\\t\\/\\\\\""),
  { NULL, 0 },
};

static void
read_string (SioValue value)
{
  gsize length, peeked;
  g_autofree char *text = sio_value_dup_string (value, &length);

  g_assert_true ((text != NULL) == (sio_value_get_kind (value) == SIO_VALUE_STRING));
  if (text == NULL)
    return;
  g_assert_true (sio_value_equals_text (value, text, length));
  if (sio_value_peek_string (value, &peeked) != NULL)
    g_assert_cmpuint (peeked, ==, length);
}

static void
read_value (SioValue value)
{
  SioIter iter;
  SioValue key, child;
  gint64 number;
  guint n_children = 0;

  read_string (value);
  sio_value_get_double (value);
  sio_value_get_int64 (value, &number);
  sio_value_get_boolean (value);
  sio_value_get_member (value, "a", -1);
  for (sio_iter_init (&iter, value); sio_iter_next (&iter, &key, &child); n_children++)
    {
      read_string (key);
      read_value (child);
    }
  g_assert_cmpuint (n_children, ==, sio_value_get_length (value));
}

static void
write_again (SioArgs *args)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (SioArgs) copy = NULL;
  SioValue root = sio_args_get_root (args);
  gsize length, copied_length;
  const char *json = sio_value_peek_json (root, &length);
  const char *copied;

  sio_writer_value (writer, root);
  copy = sio_writer_finish (writer);
  copied = sio_args_peek_text (copy, &copied_length);
  g_assert_cmpmem (copied, copied_length, json, length);
}

/* Placeholders with attachments; a payload that is good without them may be bad with them. */
static void
attach (GBytes *bytes)
{
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (SioArgs) args = NULL;

  g_ptr_array_add (attachments, g_bytes_new_static ("x", 1));
  args = sio_args_new (bytes, 0, attachments, NULL);
  if (args == NULL)
    return;
  read_value (sio_args_get_root (args));
  sio_value_append_json (sio_args_get_root (args), string);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) args = sio_args_new (bytes, 0, NULL, &error);
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (JsonNode) node = NULL;

  g_assert_true ((args == NULL) == (error != NULL));
  if (args == NULL)
    return 0;
  read_value (sio_args_get_root (args));
  write_again (args);
  attach (bytes);
  node = sio_value_to_node (sio_args_get_root (args));
  sio_writer_json (writer, (const char *) data, size, NULL);
  return 0;
}
