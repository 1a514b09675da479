/* demo-call.c: one event of a client that the server is to act on, and reading its arguments within limits.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-call.h"

#include "sio-writer.h"

static gboolean
is_line_break (gunichar c)
{
  return c == '\n' || c == '\t';
}

/* Direction overrides and the like could make a name look like another one. */
static gboolean
is_unwanted (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR ||
         type == G_UNICODE_PARAGRAPH_SEPARATOR || type == G_UNICODE_UNASSIGNED;
}

static gboolean
is_joiner (gunichar c)
{
  return c == 0x200c || c == 0x200d;
}

/**
 * demo_clean_text:
 * @value: what should be text
 * @max: characters
 * @lines: whether it may have several lines
 *
 * Returns: (transfer full) (nullable): the text, trimmed and without control characters; %NULL when nothing
 * is left, or when it is no text or too long
 */
char *
demo_clean_text (SioValue value, glong max, gboolean lines)
{
  gsize length = 0;
  g_autofree char *raw = sio_value_dup_string (value, &length);
  g_autoptr (GString) clean = NULL;

  if (raw == NULL || length > (gsize) max * 6 || !g_utf8_validate (raw, -1, NULL) ||
      g_utf8_strlen (raw, -1) > max)
    return NULL;
  clean = g_string_sized_new (length);
  for (const char *p = raw; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_line_break (c))
        g_string_append_c (clean, lines ? (char) c : ' ');
      else if (is_joiner (c) || !is_unwanted (c))
        g_string_append_unichar (clean, c);
    }
  g_strstrip (clean->str);
  return *clean->str != '\0' ? g_strdup (clean->str) : NULL;
}

char *
demo_call_dup_text (const DemoCall *self, const char *key, glong max, gboolean lines)
{
  SioValue object = sio_args_get (self->args, 1);

  if (sio_value_get_kind (object) != SIO_VALUE_OBJECT)
    return NULL;
  return demo_clean_text (sio_value_get_member (object, key, -1), max, lines);
}

void
demo_call_answer (const DemoCall *self, SioArgs *args)
{
  if (self->ack_id != NULL)
    demo_socket_answer (self->socket, self->ack_id, args);
}

void
demo_call_answer_ok (const DemoCall *self)
{
  g_autoptr (SioArgs) args = sio_args_new_text ("[{\"ok\":true}]", -1, NULL);

  demo_call_answer (self, args);
}

void
demo_call_refuse (const DemoCall *self, const char *error)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (SioArgs) args = NULL;

  sio_writer_begin_array (writer);
  sio_writer_begin_object (writer);
  sio_writer_key (writer, "ok");
  sio_writer_boolean (writer, FALSE);
  sio_writer_key (writer, "error");
  sio_writer_string (writer, error, -1);
  args = sio_writer_finish (writer);
  demo_call_answer (self, args);
}
