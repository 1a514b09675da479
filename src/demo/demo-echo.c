/* demo-echo.c: events for trying a client out.
 *
 *   echo …      answered with the same arguments; without a callback they come back as an event "echo"
 *   measure     the server emits "measure" {sent} with a callback of its own; when that is called, or after
 * five seconds, it answers {ok, answered, ms, answer}
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-echo.h"

#include "demo-wire.h"

#define MEASURE_TIMEOUT_MS 5000

typedef struct
{
  EioClock *clock;
  char *ack_id; /* of the client's question */
  gint64 sent_us;
} Measure;

static void
measure_free (gpointer data)
{
  Measure *measure = data;

  g_object_unref (measure->clock);
  g_free (measure->ack_id);
  g_free (measure);
}

static void
measured_cb (DemoSocket *socket, SioArgs *answer, gpointer user_data)
{
  Measure *measure = user_data;
  g_autoptr (SioWriter) writer = demo_wire_answer ();
  g_autoptr (SioArgs) args = NULL;

  sio_writer_key (writer, "answered");
  sio_writer_boolean (writer, answer != NULL);
  demo_wire_double (writer, "ms", (eio_clock_get_now (measure->clock) - measure->sent_us) / 1000.0);
  sio_writer_key (writer, "answer");
  sio_writer_value (writer, answer != NULL ? sio_args_get_root (answer) : SIO_VALUE_INIT_MISSING);
  args = sio_writer_finish (writer);
  if (measure->ack_id != NULL)
    demo_socket_answer (socket, measure->ack_id, args);
}

static void
measure (const DemoCall *call, EioClock *clock)
{
  Measure *data = g_new0 (Measure, 1);
  g_autoptr (SioWriter) event = demo_wire_event ("measure");
  g_autoptr (SioArgs) args = NULL;

  data->clock = g_object_ref (clock);
  data->ack_id = g_strdup (call->ack_id);
  data->sent_us = eio_clock_get_now (clock);
  demo_wire_int (event, "sent", eio_clock_get_wall (clock) / 1000);
  args = sio_writer_finish (event);
  demo_socket_ask (call->socket, args, MEASURE_TIMEOUT_MS, measured_cb, data, measure_free);
}

static void
echo (const DemoCall *call)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (SioArgs) args = NULL;

  sio_writer_begin_array (writer);
  for (guint i = call->ack_id != NULL ? 1 : 0; i < sio_args_get_length (call->args); i++)
    sio_writer_value (writer, sio_args_get (call->args, i));
  args = sio_writer_finish (writer);
  if (call->ack_id != NULL)
    demo_call_answer (call, args);
  else
    demo_socket_emit (call->socket, args);
}

gboolean
demo_echo_handle (const DemoCall *call, EioClock *clock)
{
  if (g_str_equal (call->name, "echo"))
    echo (call);
  else if (g_str_equal (call->name, "measure"))
    measure (call, clock);
  else
    return FALSE;
  return TRUE;
}
