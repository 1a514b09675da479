/* sio-connect-error.c: what a CONNECT_ERROR says, whichever revision and middleware wrote it.
 *
 * Protocol 5 sends {"message", "data"}. Protocol 4 sends `error.data || error.message` of the middleware's error and nothing
 * around it: a text is the message, anything else the data.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "socketio"

#include "sio-connect-error.h"

#include "sio-writer.h"

#define NO_MESSAGE "The server refused the connection"

static SioValue
get_root (SioArgs *payload)
{
  return payload ? sio_args_get_root (payload) : SIO_VALUE_INIT_MISSING;
}

static gboolean
is_sentence (SioValue value)
{
  return sio_value_get_kind (value) == SIO_VALUE_STRING && !sio_value_equals_text (value, "", 0);
}

/* Missing where the server says none. */
static SioValue
get_message (SioValue root)
{
  gboolean is_object = sio_value_get_kind (root) == SIO_VALUE_OBJECT;
  SioValue message = is_object ? sio_value_get_member (root, "message", -1) : root;

  return is_sentence (message) ? message : SIO_VALUE_INIT_MISSING;
}

/* What the server says beside its sentence: the whole of an object that is not protocol 5's. */
static SioValue
get_data (SioValue root, gboolean has_message)
{
  SioValueKind kind = sio_value_get_kind (root);
  SioValue data = SIO_VALUE_INIT_MISSING;

  if (kind == SIO_VALUE_OBJECT)
    data = sio_value_get_member (root, "data", -1);
  if (!sio_value_is_missing (data) || kind == SIO_VALUE_STRING || kind == SIO_VALUE_NULL)
    return data;
  if (kind == SIO_VALUE_OBJECT && sio_value_get_length (root) == (has_message ? 1 : 0))
    return data;
  return root;
}

/**
 * sio_connect_error_build:
 * @payload: (nullable): the packet's payload
 *
 * Returns: (transfer full): an object with "message", never empty, and "data" where the server sent some
 */
SioArgs *
sio_connect_error_build (SioArgs *payload)
{
  SioValue root = get_root (payload);
  SioValue message = get_message (root);
  SioValue data = get_data (root, !sio_value_is_missing (message));
  g_autoptr (SioWriter) writer = sio_writer_new ();

  sio_writer_begin_object (writer);
  sio_writer_key (writer, "message");
  if (sio_value_is_missing (message))
    sio_writer_string (writer, NO_MESSAGE, -1);
  else
    sio_writer_value (writer, message);
  if (!sio_value_is_missing (data))
    {
      sio_writer_key (writer, "data");
      sio_writer_value (writer, data);
    }
  sio_writer_end (writer);
  return sio_writer_finish (writer);
}

/**
 * sio_connect_error_dup_message:
 * @error: what sio_connect_error_build() gave
 *
 * Returns: (transfer full): its message
 */
char *
sio_connect_error_dup_message (SioArgs *error)
{
  return sio_value_dup_string (sio_value_get_member (get_root (error), "message", -1), NULL);
}
