/* demo-wire.c: small helpers for writing events.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-wire.h"

void
demo_wire_string (SioWriter *writer, const char *key, const char *text)
{
  sio_writer_key (writer, key);
  if (text != NULL)
    sio_writer_string (writer, text, -1);
  else
    sio_writer_null (writer);
}

void
demo_wire_int (SioWriter *writer, const char *key, gint64 value)
{
  sio_writer_key (writer, key);
  sio_writer_int64 (writer, value);
}

void
demo_wire_double (SioWriter *writer, const char *key, double value)
{
  sio_writer_key (writer, key);
  sio_writer_double (writer, value);
}

SioWriter *
demo_wire_event (const char *name)
{
  SioWriter *writer = sio_writer_new ();

  sio_writer_begin_array (writer);
  sio_writer_string (writer, name, -1);
  sio_writer_begin_object (writer);
  return writer;
}

SioWriter *
demo_wire_answer (void)
{
  SioWriter *writer = sio_writer_new ();

  sio_writer_begin_array (writer);
  sio_writer_begin_object (writer);
  sio_writer_key (writer, "ok");
  sio_writer_boolean (writer, TRUE);
  return writer;
}
