/* tell-document-parse.c: from bytes to JSON, strictly and within limits, so that json-glib never meets what
 * it can't take. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-document-private.h"

#include <string.h>

#include "sio-args.h"

static const char byte_order_mark[] = "\xef\xbb\xbf";

/* The reader says "… at byte N"; people look for lines and columns. */
static gsize
find_offset (const char *message)
{
  const char *at = g_strrstr (message, "at byte ");

  return at ? g_ascii_strtoull (at + strlen ("at byte "), NULL, 10) : 0;
}

static void
set_syntax_error (GError **error, const char *problem, const char *text, gsize length)
{
  gsize offset = MIN (find_offset (problem), length);
  g_autofree char *words = g_strdup (problem);
  char *at = g_strrstr (words, " at byte ");
  const char *said = strstr (words, ": ");
  guint line = 1;
  guint column = 1;

  for (gsize i = 0; i < offset; i++)
    if (text[i] == '\n')
      {
        line++;
        column = 1;
      }
    else if ((text[i] & 0xc0) != 0x80)
      column++;
  if (at != NULL)
    *at = '\0';
  g_set_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_SYNTAX,
               "line %u, column %u: no valid JSON: %s", line, column, said ? said + 2 : words);
}

JsonNode *
tell_document_parse (GBytes *bytes, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (SioArgs) args = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length > TELL_DOCUMENT_MAX_SIZE)
    {
      g_set_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_INVALID,
                   "expected a file of at most %d MiB", TELL_DOCUMENT_MAX_SIZE / (1024 * 1024));
      return NULL;
    }
  if (length >= 3 && memcmp (text, byte_order_mark, 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  args = sio_args_new_text (text ? text : "", length, &problem);
  if (args == NULL)
    {
      set_syntax_error (error, problem->message, text, length);
      return NULL;
    }
  return sio_value_to_node (sio_args_get_root (args));
}
