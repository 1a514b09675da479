/* tell-filter-data.c: filters that look into data or into what is known: length, json, get, at, case, names,
 * lookup. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-filter-private.h"

#include <string.h>

TellValue
tell_filter_length (TellFilter *self, TellValue value, TellContext *context)
{
  GBytes *bytes;
  gsize length;
  const char *text;

  switch (value.kind)
    {
    case SIO_VALUE_ARRAY:
    case SIO_VALUE_OBJECT:
      return tell_value_from_number (sio_value_get_length (value.sio));
    case SIO_VALUE_BINARY:
      bytes = sio_value_get_binary (value.sio);
      return tell_value_from_number (bytes ? g_bytes_get_size (bytes) : 0);
    case SIO_VALUE_STRING:
      text = tell_value_get_text (&value, context->scratch, &length);
      return tell_value_from_number (g_utf8_strlen (text, length));
    default:
      return (TellValue) TELL_VALUE_INIT;
    }
}

/* What is no text has been parsed already. */
TellValue
tell_filter_json (TellFilter *self, TellValue value, TellContext *context)
{
  const char *text;
  gsize length;
  SioArgs *args;

  if (value.kind != SIO_VALUE_STRING)
    return value;
  text = tell_value_get_text (&value, context->scratch, &length);
  args = sio_args_new_text (text, length, NULL);
  if (args == NULL)
    return (TellValue) TELL_VALUE_INIT;
  return tell_value_from_sio (sio_args_get_root (tell_scratch_hold (context->scratch, args)));
}

TellValue
tell_filter_get (TellFilter *self, TellValue value, TellContext *context)
{
  return tell_path_evaluate_in (self->path, value, context->scratch);
}

TellValue
tell_filter_at (TellFilter *self, TellValue value, TellContext *context)
{
  TellValue index = tell_path_evaluate (self->path, context);
  double number;
  const char *key;
  gsize length;

  tell_scratch_charge (context->scratch, sio_value_get_length (value.sio));
  if (value.kind == SIO_VALUE_OBJECT && (key = tell_value_get_text (&index, context->scratch, &length)))
    return tell_value_from_sio (sio_value_get_member (value.sio, key, length));
  if (value.kind != SIO_VALUE_ARRAY || !tell_value_read_number (&index, &number) || !(number >= 0) ||
      number >= sio_value_get_length (value.sio) || number != (guint) number)
    return (TellValue) TELL_VALUE_INIT;
  return tell_value_from_sio (sio_value_get_element (value.sio, number));
}

TellValue
tell_filter_case (TellFilter *self, TellValue value, TellContext *context)
{
  for (guint i = 0; i < self->cases->len; i++)
    {
      TellCase *one = &g_array_index (self->cases, TellCase, i);
      gboolean is_else = self->has_else && i == self->cases->len - 1;

      if (is_else || tell_value_equals (&value, &one->key, context->scratch))
        return one->value;
    }
  return (TellValue) TELL_VALUE_INIT;
}

/* A copy, since a later action of the same event may change the name. */
static TellValue
name_or_id (TellContext *context, const char *name, const char *id)
{
  name = name ? name : id;
  return tell_value_from_text (tell_scratch_copy (context->scratch, name, strlen (name)), -1);
}

TellValue
tell_filter_person (TellFilter *self, TellValue value, TellContext *context)
{
  const char *id = tell_value_get_text (&value, context->scratch, NULL);

  return name_or_id (context, tell_store_get_person_name (context->store, id), id);
}

TellValue
tell_filter_room (TellFilter *self, TellValue value, TellContext *context)
{
  const char *id = tell_value_get_text (&value, context->scratch, NULL);
  TellRoom *room = tell_store_find_room (context->store, id);

  return name_or_id (context, room ? tell_room_get_name (room) : NULL, id);
}

TellValue
tell_filter_series (TellFilter *self, TellValue value, TellContext *context)
{
  const char *id = tell_value_get_text (&value, context->scratch, NULL);
  SeriesBuffer *series = series_store_get (tell_store_get_series (context->store), id);

  return name_or_id (context, series ? series_buffer_get_name (series) : NULL, id);
}

TellValue
tell_filter_lookup (TellFilter *self, TellValue value, TellContext *context)
{
  TellTable *table = tell_store_find_table (context->store, self->table);
  const char *key = tell_value_get_text (&value, context->scratch, NULL);
  TellRow *row = table ? tell_table_find (table, key) : NULL;
  const char *json = row ? tell_row_get_json (row, self->column) : NULL;
  SioArgs *args = json ? sio_args_new_text (json, -1, NULL) : NULL;

  if (args == NULL)
    return (TellValue) TELL_VALUE_INIT;
  return tell_value_from_sio (sio_args_get_root (tell_scratch_hold (context->scratch, args)));
}
