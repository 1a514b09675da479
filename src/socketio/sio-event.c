/* sio-event.c: one event, in or out: immutable, shared by reference.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-event-private.h"

#include <string.h>

struct _SioEvent
{
  gatomicrefcount ref_count;
  GRefString *nsp;
  char *name;   /* BUILT_IN, or owned */
  char *ack_id; /* nullable */
  SioArgs *args;
  gint64 time;
  char built_in[];
};

/**
 * SioEvent:
 *
 * One event, in or out: where, its name, its arguments, and whether an answer is wanted. Immutable, and
 * shared by reference.
 */

G_DEFINE_BOXED_TYPE (SioEvent, sio_event, sio_event_ref, sio_event_unref)

static char *
dup_name (const SioArgs *args)
{
  SioValue name = sio_args_get (args, 0);
  gsize length;
  const char *json;

  if (sio_value_get_kind (name) == SIO_VALUE_STRING)
    return sio_value_dup_string (name, NULL);
  json = sio_value_peek_json (name, &length);
  return g_strndup (json, length);
}

GRefString *
sio_nsp_acquire_root (void)
{
  static GRefString *root;

  if (G_UNLIKELY (root == NULL))
    root = g_ref_string_new_intern ("/");
  return g_ref_string_acquire (root);
}

/* One block of memory with a copy of NAME, as it stands there when it has no escapes; NULL: as it has to be
 * decoded. */
static SioEvent *
event_new (const char *name, gsize length, const SioArgs *args)
{
  SioEvent *self = g_malloc (sizeof (SioEvent) + (name != NULL ? length + 1 : 0));

  if (name == NULL)
    self->name = dup_name (args);
  else
    {
      self->name = self->built_in;
      memcpy (self->built_in, name, length);
      self->built_in[length] = '\0';
    }
  return self;
}

SioEvent *
sio_event_new_take (GRefString *nsp, SioArgs *args, char *ack_id, gint64 time)
{
  gsize length;
  const char *name = sio_value_peek_string (sio_args_get (args, 0), &length);
  SioEvent *self = event_new (name, length, args);

  g_atomic_ref_count_init (&self->ref_count);
  self->nsp = nsp;
  self->ack_id = ack_id;
  self->args = args;
  self->time = time;
  return self;
}

gboolean
sio_args_is_event (const SioArgs *args)
{
  SioValueKind kind = sio_value_get_kind (sio_args_get (args, 0));

  return kind == SIO_VALUE_STRING || kind == SIO_VALUE_NUMBER;
}

gboolean
sio_args_is_reserved (const SioArgs *args)
{
  static const char *const reserved[] = { "connect",       "connect_error", "disconnect",
                                          "disconnecting", "newListener",   "removeListener" };
  SioValue name = sio_args_get (args, 0);
  gsize length;
  const char *plain = sio_value_peek_string (name, &length);

  /* Asked of every event: none of them is shorter, or begins with another letter. */
  if (plain != NULL && (length < 7 || strchr ("cdnr", plain[0]) == NULL))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (sio_value_equals_text (name, reserved[i], strlen (reserved[i])))
      return TRUE;
  return FALSE;
}

/**
 * sio_event_new:
 * @nsp: the namespace's path, "/" for the main one
 * @args: the whole array, the name first
 * @ack_id: (nullable): the digits under which an answer is wanted
 * @time: wall clock, µs
 *
 * Returns: (transfer full) (nullable): the event, or %NULL if @args is no array that starts with a string or
 * a number
 */
SioEvent *
sio_event_new (const char *nsp, SioArgs *args, const char *ack_id, gint64 time)
{
  g_return_val_if_fail (nsp != NULL && args != NULL, NULL);
  if (!sio_args_is_event (args))
    return NULL;
  return sio_event_new_take (g_ref_string_new (nsp), sio_args_ref (args), g_strdup (ack_id), time);
}

/**
 * sio_event_ref:
 *
 * Returns: (transfer full): the same event
 */
SioEvent *
sio_event_ref (SioEvent *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * sio_event_unref:
 * @self: (transfer full): an event
 */
void
sio_event_unref (SioEvent *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ref_string_release (self->nsp);
  if (self->name != self->built_in)
    g_free (self->name);
  g_free (self->ack_id);
  sio_args_unref (self->args);
  g_free (self);
}

/**
 * sio_event_get_nsp:
 *
 * Returns: the namespace's path
 */
const char *
sio_event_get_nsp (const SioEvent *self)
{
  return self->nsp;
}

/**
 * sio_event_get_name:
 *
 * Returns: the decoded name; a numeric one as it was written
 */
const char *
sio_event_get_name (const SioEvent *self)
{
  return self->name;
}

/**
 * sio_event_get_args:
 *
 * Returns: (transfer none): the whole array, the name first
 */
SioArgs *
sio_event_get_args (const SioEvent *self)
{
  return self->args;
}

/**
 * sio_event_get_n_args:
 *
 * Returns: how many arguments follow the name
 */
guint
sio_event_get_n_args (const SioEvent *self)
{
  return sio_args_get_length (self->args) - 1;
}

/**
 * sio_event_get_arg: (skip)
 * @index: 0 is the first after the name
 *
 * Returns: the argument, or "missing"; valid as long as the event
 */
SioValue
sio_event_get_arg (const SioEvent *self, guint index)
{
  return index < G_MAXUINT ? sio_args_get (self->args, index + 1) : SIO_VALUE_INIT_MISSING;
}

/**
 * sio_event_get_ack_id:
 *
 * Returns: (nullable): the digits under which the other side waits for an answer, as they came
 */
const char *
sio_event_get_ack_id (const SioEvent *self)
{
  return self->ack_id;
}

/**
 * sio_event_get_time:
 *
 * Returns: when it arrived or was sent: wall clock, µs since 1970
 */
gint64
sio_event_get_time (const SioEvent *self)
{
  return self->time;
}
