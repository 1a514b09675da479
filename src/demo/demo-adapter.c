/* demo-adapter.c: which sockets of a namespace are in which rooms, and emitting to all of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-adapter.h"

struct _DemoAdapter
{
  char *nsp;
  GPtrArray *sockets; /* of owned DemoSocket, in order of arrival */
  GHashTable *rooms;  /* name → owned GPtrArray of borrowed DemoSocket; none is empty */
};

DemoAdapter *
demo_adapter_new (const char *nsp)
{
  DemoAdapter *self = g_new0 (DemoAdapter, 1);

  self->nsp = g_strdup (nsp);
  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  self->rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
demo_adapter_free (DemoAdapter *self)
{
  g_hash_table_unref (self->rooms);
  g_ptr_array_unref (self->sockets);
  g_free (self->nsp);
  g_free (self);
}

void
demo_adapter_add (DemoAdapter *self, DemoSocket *socket)
{
  g_ptr_array_add (self->sockets, g_object_ref (socket));
}

static gboolean
leave_room_cb (gpointer name, gpointer value, gpointer socket)
{
  GPtrArray *members = value;

  g_ptr_array_remove (members, socket);
  return members->len == 0;
}

void
demo_adapter_remove (DemoAdapter *self, DemoSocket *socket)
{
  g_hash_table_foreach_remove (self->rooms, leave_room_cb, socket);
  g_ptr_array_remove (self->sockets, socket);
}

void
demo_adapter_join (DemoAdapter *self, DemoSocket *socket, const char *room)
{
  GPtrArray *members = g_hash_table_lookup (self->rooms, room);

  if (members == NULL)
    {
      members = g_ptr_array_new ();
      g_hash_table_insert (self->rooms, g_strdup (room), members);
    }
  if (!g_ptr_array_find (members, socket, NULL))
    g_ptr_array_add (members, socket);
}

void
demo_adapter_leave (DemoAdapter *self, DemoSocket *socket, const char *room)
{
  GPtrArray *members = g_hash_table_lookup (self->rooms, room);

  if (members != NULL && leave_room_cb (NULL, members, socket))
    g_hash_table_remove (self->rooms, room);
}

gboolean
demo_adapter_is_in (DemoAdapter *self, DemoSocket *socket, const char *room)
{
  GPtrArray *members = g_hash_table_lookup (self->rooms, room);

  return members != NULL && g_ptr_array_find (members, socket, NULL);
}

static GPtrArray *
find_members (DemoAdapter *self, const char *room)
{
  return room != NULL ? g_hash_table_lookup (self->rooms, room) : self->sockets;
}

guint
demo_adapter_get_n_sockets (DemoAdapter *self, const char *room)
{
  GPtrArray *members = find_members (self, room);

  return members != NULL ? members->len : 0;
}

GPtrArray *
demo_adapter_list (DemoAdapter *self, const char *room)
{
  GPtrArray *members = find_members (self, room);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; members != NULL && i < members->len; i++)
    g_ptr_array_add (list, g_object_ref (g_ptr_array_index (members, i)));
  return list;
}

void
demo_adapter_emit (DemoAdapter *self, const char *room, DemoSocket *except, SioArgs *args)
{
  g_autoptr (GPtrArray) members = demo_adapter_list (self, room);
  g_autoptr (GBytes) text = NULL;

  if (members->len == 0)
    return;
  text = sio_packet_to_text (SIO_PACKET_EVENT, self->nsp, NULL, args);
  for (guint i = 0; i < members->len; i++)
    if (g_ptr_array_index (members, i) != except)
      demo_socket_send (g_ptr_array_index (members, i), text, sio_args_get_attachments (args));
}
