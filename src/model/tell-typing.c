/* tell-typing.c: who types in a room right now: a GListModel of TellPerson whose items end by themselves.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-typing.h"

/* Nobody reads who of a thousand types; the rest is dropped. */
#define MAX_TYPING 100

typedef struct
{
  TellPerson *person; /* owned */
  gint64 until;       /* ms */
} Typist;

struct _TellTyping
{
  GObject parent_instance;

  GArray *typists;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TellTyping,
                               tell_typing,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
typist_clear (gpointer data)
{
  g_object_unref (((Typist *) data)->person);
}

static Typist *
typist_at (TellTyping *self, guint index)
{
  return &g_array_index (self->typists, Typist, index);
}

static void
remove_at (TellTyping *self, guint index)
{
  g_array_remove_index (self->typists, index);
  g_list_model_items_changed (G_LIST_MODEL (self), index, 1, 0);
}

static GType
list_model_get_item_type (GListModel *model)
{
  return TELL_TYPE_PERSON;
}

static guint
list_model_get_n_items (GListModel *model)
{
  return TELL_TYPING (model)->typists->len;
}

static gpointer
list_model_get_item (GListModel *model, guint position)
{
  TellTyping *self = TELL_TYPING (model);

  return position < self->typists->len ? g_object_ref (typist_at (self, position)->person) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = list_model_get_item_type;
  iface->get_n_items = list_model_get_n_items;
  iface->get_item = list_model_get_item;
}

static void
tell_typing_finalize (GObject *object)
{
  g_array_unref (TELL_TYPING (object)->typists);
  G_OBJECT_CLASS (tell_typing_parent_class)->finalize (object);
}

static void
tell_typing_class_init (TellTypingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tell_typing_finalize;
}

static void
tell_typing_init (TellTyping *self)
{
  self->typists = g_array_new (FALSE, FALSE, sizeof (Typist));
  g_array_set_clear_func (self->typists, typist_clear);
}

TellTyping *
tell_typing_new (void)
{
  return g_object_new (TELL_TYPE_TYPING, NULL);
}

void
tell_typing_start (TellTyping *self, TellPerson *person, gint64 until_ms)
{
  Typist typist = { person, until_ms };

  for (guint i = 0; i < self->typists->len; i++)
    if (typist_at (self, i)->person == person)
      {
        typist_at (self, i)->until = until_ms;
        return;
      }
  if (self->typists->len >= MAX_TYPING)
    return;
  g_object_ref (person);
  g_array_append_val (self->typists, typist);
  g_list_model_items_changed (G_LIST_MODEL (self), self->typists->len - 1, 0, 1);
}

void
tell_typing_stop (TellTyping *self, TellPerson *person)
{
  for (guint i = 0; i < self->typists->len; i++)
    if (typist_at (self, i)->person == person)
      {
        remove_at (self, i);
        return;
      }
}

void
tell_typing_clear (TellTyping *self)
{
  guint n = self->typists->len;

  g_array_set_size (self->typists, 0);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}

gint64
tell_typing_expire (TellTyping *self, gint64 now_ms)
{
  gint64 next = 0;

  for (guint i = self->typists->len; i > 0; i--)
    {
      gint64 until = typist_at (self, i - 1)->until;

      if (until <= now_ms)
        remove_at (self, i - 1);
      else
        next = next == 0 ? until : MIN (next, until);
    }
  return next;
}
