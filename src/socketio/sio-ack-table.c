/* sio-ack-table.c: waiters by id; a timer each, where there is a deadline.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-ack-table.h"

struct _SioAckTable
{
  EioClock *clock;
  GHashTable *waiters; /* guint64 id → owned Waiter, which holds the id */
  guint64 next_id;
};

typedef struct
{
  guint64 id;
  SioAckTable *table;
  guint timer;
  SioAckFunc func;
  gpointer user_data;
} Waiter;

static void
waiter_free (gpointer data)
{
  Waiter *waiter = data;

  eio_clock_clear (waiter->table->clock, &waiter->timer);
  g_free (waiter);
}

/* The table may go away inside FUNC, so nothing of it is touched afterwards. */
static gboolean
finish (SioAckTable *self, guint64 id, SioArgs *answer, const GError *error)
{
  Waiter *waiter = g_hash_table_lookup (self->waiters, &id);
  SioAckFunc func;
  gpointer user_data;

  if (waiter == NULL)
    return FALSE;
  func = waiter->func;
  user_data = waiter->user_data;
  g_hash_table_remove (self->waiters, &id);
  func (answer, error, user_data);
  return TRUE;
}

static void
timeout_cb (gpointer user_data)
{
  Waiter *waiter = user_data;
  g_autoptr (GError) error = g_error_new_literal (SIO_ERROR, SIO_ERROR_TIMEOUT, "operation has timed out");

  waiter->timer = 0;
  finish (waiter->table, waiter->id, NULL, error);
}

SioAckTable *
sio_ack_table_new (EioClock *clock)
{
  SioAckTable *self = g_new0 (SioAckTable, 1);

  self->clock = g_object_ref (clock);
  self->waiters = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, waiter_free);
  return self;
}

void
sio_ack_table_free (SioAckTable *self)
{
  g_hash_table_unref (self->waiters);
  g_object_unref (self->clock);
  g_free (self);
}

guint64
sio_ack_table_add (SioAckTable *self, guint timeout_ms, SioAckFunc func, gpointer user_data)
{
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->id = self->next_id++;
  waiter->table = self;
  waiter->func = func;
  waiter->user_data = user_data;
  if (timeout_ms > 0)
    waiter->timer = eio_clock_add_timeout (self->clock, timeout_ms, timeout_cb, waiter);
  g_hash_table_insert (self->waiters, &waiter->id, waiter);
  return waiter->id;
}

gboolean
sio_ack_table_answer (SioAckTable *self, const char *id, SioArgs *answer)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (id, 10, 0, G_MAXUINT64, &number, NULL))
    return FALSE;
  return finish (self, number, answer, NULL);
}

gboolean
sio_ack_table_fail (SioAckTable *self, guint64 id, const GError *error)
{
  return finish (self, id, NULL, error);
}

gboolean
sio_ack_table_remove (SioAckTable *self, guint64 id)
{
  return g_hash_table_remove (self->waiters, &id);
}

guint
sio_ack_table_get_size (SioAckTable *self)
{
  return g_hash_table_size (self->waiters);
}
