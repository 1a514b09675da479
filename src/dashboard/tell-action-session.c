/* tell-action-session.c: actions that reach beyond the model: notify, set, emit, ready.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-action-private.h"

/* Within its limit, one more may be told now. */
static gboolean
take_turn (TellAction *action, gint64 now)
{
  GQueue *times = &action->times;

  if (action->limit_us == 0)
    return TRUE;
  while (times->length > 0 && *(gint64 *) g_queue_peek_head (times) <= now - action->limit_us)
    g_free (g_queue_pop_head (times));
  if (times->length >= action->limit_count)
    return FALSE;
  g_queue_push_tail (times, g_memdup2 (&now, sizeof now));
  return TRUE;
}

const char *
tell_action_notify (TellActionCall *call)
{
  enum
  {
    ID,
    TITLE,
    BODY,
    LEVEL,
    ROOM
  };
  TellEngine *engine = call->context->engine;
  TellStore *store = call->context->store;
  const char *id = tell_call_get_text (call, ID);
  const char *room_id = tell_call_get_text (call, ROOM);
  TellRoom *room = room_id ? tell_store_find_room (store, room_id) : NULL;
  TellLevel level = tell_call_get_level (call, LEVEL);
  g_autoptr (TellNotification) notification = NULL;

  if (id != NULL && !tell_engine_remember_notification (engine, id))
    return NULL;
  if (!take_turn (call->action, tell_engine_get_now (engine)))
    return NULL;
  notification = tell_notification_new (id, tell_call_get_text (call, TITLE), tell_call_get_text (call, BODY),
                                        level, room_id, call->context->incoming->time_ms);
  if (room != NULL)
    tell_room_set_mention (room, TRUE);
  tell_store_notify (store, notification);
  return NULL;
}

static SioArgs *
value_to_args (TellValue *value)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();

  tell_value_write (value, writer);
  return sio_writer_finish (writer);
}

const char *
tell_action_set (TellActionCall *call)
{
  enum
  {
    NAME,
    VALUE,
    SECRET
  };
  g_autoptr (SioArgs) value = value_to_args (&call->values[VALUE]);

  tell_scratch_charge (call->context->scratch, tell_value_get_size (&call->values[VALUE]));
  tell_engine_assign (call->context->engine, tell_call_get_text (call, NAME), value,
                      tell_call_get_truth (call, SECRET, FALSE));
  return NULL;
}

/* "args" that is one value and no list is the only argument. */
static SioArgs *
build_args (TellActionCall *call, const char *event, TellValue *args)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  SioIter iter;
  SioValue key;
  SioValue element;

  tell_scratch_charge (call->context->scratch, tell_value_get_size (args));
  sio_writer_begin_array (writer);
  sio_writer_string (writer, event, -1);
  if (args->kind == SIO_VALUE_ARRAY)
    for (sio_iter_init (&iter, args->sio); sio_iter_next (&iter, &key, &element);)
      sio_writer_value (writer, element);
  else if (!tell_value_is_absent (args))
    tell_value_write (args, writer);
  return sio_writer_finish (writer);
}

const char *
tell_action_emit (TellActionCall *call)
{
  enum
  {
    EVENT,
    ARGS,
    NAMESPACE,
    ACK
  };
  TellEngine *engine = call->context->engine;
  const char *nsp = tell_call_get_text (call, NAMESPACE);
  g_autoptr (SioArgs) args = NULL;
  g_autoptr (TellEmission) emission = NULL;

  if (call->action->fields[ARGS] != NULL && !tell_call_has (call, ARGS))
    return "args";
  args = build_args (call, tell_call_get_text (call, EVENT), &call->values[ARGS]);
  emission = tell_emission_new (nsp ? nsp : tell_engine_get_nsp (engine), args,
                                tell_call_get_truth (call, ACK, FALSE), FALSE, NULL);
  return tell_engine_queue_emission (engine, emission) ? NULL : "too many emits are waiting";
}

const char *
tell_action_ready (TellActionCall *call)
{
  tell_store_set_ready (call->context->store, TRUE);
  return NULL;
}
