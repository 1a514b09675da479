/* tell-catalog.c: objects by id in the order of their appearance: the GListModel behind rooms, people, tables
 * and logs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-catalog.h"

struct _TellCatalog
{
  GObject parent_instance;

  GType item_type;
  guint limit;
  GPtrArray *objects; /* owned */
  GHashTable *by_id;  /* id, owned by the object → borrowed object */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TellCatalog,
                               tell_catalog,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
list_model_get_item_type (GListModel *model)
{
  return TELL_CATALOG (model)->item_type;
}

static guint
list_model_get_n_items (GListModel *model)
{
  return TELL_CATALOG (model)->objects->len;
}

static gpointer
list_model_get_item (GListModel *model, guint position)
{
  TellCatalog *self = TELL_CATALOG (model);

  if (position >= self->objects->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->objects, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = list_model_get_item_type;
  iface->get_n_items = list_model_get_n_items;
  iface->get_item = list_model_get_item;
}

static void
tell_catalog_finalize (GObject *object)
{
  TellCatalog *self = TELL_CATALOG (object);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->objects);
  G_OBJECT_CLASS (tell_catalog_parent_class)->finalize (object);
}

static void
tell_catalog_class_init (TellCatalogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tell_catalog_finalize;
}

static void
tell_catalog_init (TellCatalog *self)
{
  self->objects = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

TellCatalog *
tell_catalog_new (GType item_type, guint limit)
{
  TellCatalog *self = g_object_new (TELL_TYPE_CATALOG, NULL);

  self->item_type = item_type;
  self->limit = limit;
  return self;
}

guint
tell_catalog_get_size (TellCatalog *self)
{
  return self->objects->len;
}

gboolean
tell_catalog_get_full (TellCatalog *self)
{
  return self->objects->len >= self->limit;
}

gpointer
tell_catalog_peek (TellCatalog *self, guint index)
{
  return g_ptr_array_index (self->objects, index);
}

gpointer
tell_catalog_find (TellCatalog *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}

gboolean
tell_catalog_take (TellCatalog *self, const char *id, gpointer object)
{
  if (tell_catalog_get_full (self) || g_hash_table_contains (self->by_id, id))
    {
      g_object_unref (object);
      return FALSE;
    }
  g_ptr_array_add (self->objects, object);
  g_hash_table_insert (self->by_id, (gpointer) id, object);
  g_list_model_items_changed (G_LIST_MODEL (self), self->objects->len - 1, 0, 1);
  return TRUE;
}

gboolean
tell_catalog_remove (TellCatalog *self, const char *id)
{
  gpointer object = tell_catalog_find (self, id);
  guint index;

  if (object == NULL || !g_ptr_array_find (self->objects, object, &index))
    return FALSE;
  g_hash_table_remove (self->by_id, id);
  g_ptr_array_remove_index (self->objects, index);
  g_list_model_items_changed (G_LIST_MODEL (self), index, 1, 0);
  return TRUE;
}

void
tell_catalog_clear (TellCatalog *self)
{
  guint n = self->objects->len;

  if (n == 0)
    return;
  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->objects, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}
