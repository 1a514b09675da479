/* tell-table.c: rows keyed by id, in order of arrival.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-table-private.h"

#include "tell-catalog.h"

struct _TellTable
{
  GObject parent_instance;

  char *id;
  TellCatalog *rows;
  GPtrArray *columns; /* owned names in order of their first use, NULL at the end */
  GHashTable *known;  /* borrowed from columns */
  gboolean full;      /* something was dropped */
};

enum
{
  PROP_ID = 1,
  PROP_FULL,
  N_PROPS
};

enum
{
  COLUMNS_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TellTable,
                               tell_table,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
mark_full (TellTable *self)
{
  if (self->full)
    return;
  self->full = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FULL]);
}

static gboolean
ensure_column (TellTable *self, const char *name)
{
  char *owned;

  if (g_hash_table_contains (self->known, name))
    return TRUE;
  if (self->columns->len > TELL_TABLE_MAX_COLUMNS)
    {
      mark_full (self);
      return FALSE;
    }
  owned = g_strdup (name);
  g_ptr_array_insert (self->columns, self->columns->len - 1, owned);
  g_hash_table_add (self->known, owned);
  g_signal_emit (self, signals[COLUMNS_CHANGED], 0);
  return TRUE;
}

static gboolean
set_columns (TellTable *self, TellRow *row, const char *const *columns, const char *const *json)
{
  gboolean changed = FALSE;

  for (guint i = 0; columns[i] != NULL; i++)
    if (ensure_column (self, columns[i]))
      changed |= tell_row_set (row, columns[i], json[i]);
  return changed;
}

static GType
list_model_get_item_type (GListModel *model)
{
  return TELL_TYPE_ROW;
}

static guint
list_model_get_n_items (GListModel *model)
{
  return tell_catalog_get_size (TELL_TABLE (model)->rows);
}

static gpointer
list_model_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (TELL_TABLE (model)->rows), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = list_model_get_item_type;
  iface->get_n_items = list_model_get_n_items;
  iface->get_item = list_model_get_item;
}

static void
tell_table_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TellTable *self = TELL_TABLE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_FULL:
      g_value_set_boolean (value, self->full);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tell_table_finalize (GObject *object)
{
  TellTable *self = TELL_TABLE (object);

  g_free (self->id);
  g_object_unref (self->rows);
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->columns);
  G_OBJECT_CLASS (tell_table_parent_class)->finalize (object);
}

static void
tell_table_class_init (TellTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = tell_table_get_property;
  object_class->finalize = tell_table_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_FULL] = g_param_spec_boolean ("full", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * TellTable::columns-changed:
   *
   * There is a new column behind the others.
   */
  signals[COLUMNS_CHANGED] = g_signal_new ("columns-changed", TELL_TYPE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
}

static void
tell_table_init (TellTable *self)
{
  self->rows = tell_catalog_new (TELL_TYPE_ROW, TELL_TABLE_MAX_ROWS);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->columns, NULL);
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

/**
 * tell_table_new:
 *
 * Returns: (transfer full): an empty table, a list of TellRow
 */
TellTable *
tell_table_new (const char *id)
{
  TellTable *self = g_object_new (TELL_TYPE_TABLE, NULL);

  self->id = g_strdup (id);
  return self;
}

const char *
tell_table_get_id (TellTable *self)
{
  g_return_val_if_fail (TELL_IS_TABLE (self), NULL);

  return self->id;
}

/**
 * tell_table_get_columns:
 *
 * Returns: (transfer none): the names in order of their first use; valid until the next one appears
 */
const char *const *
tell_table_get_columns (TellTable *self)
{
  g_return_val_if_fail (TELL_IS_TABLE (self), NULL);

  return (const char *const *) self->columns->pdata;
}

TellRow *
tell_table_find (TellTable *self, const char *key)
{
  g_return_val_if_fail (TELL_IS_TABLE (self), NULL);

  return tell_catalog_find (self->rows, key);
}

/**
 * tell_table_set:
 * @columns: (array zero-terminated=1): the columns to set; the others stay
 * @json: (array): their values as JSON text, as many
 *
 * Returns: (transfer none) (nullable): the row, made when it is new; %NULL beyond %TELL_TABLE_MAX_ROWS
 */
TellRow *
tell_table_set (TellTable *self, const char *key, const char *const *columns, const char *const *json)
{
  TellRow *row = tell_table_find (self, key);

  if (row != NULL)
    {
      if (set_columns (self, row, columns, json))
        tell_row_changed (row);
      return row;
    }
  if (tell_catalog_get_full (self->rows))
    {
      mark_full (self);
      return NULL;
    }
  row = tell_row_new (key);
  set_columns (self, row, columns, json);
  tell_catalog_take (self->rows, tell_row_get_key (row), row);
  return row;
}

gboolean
tell_table_remove (TellTable *self, const char *key)
{
  g_return_val_if_fail (TELL_IS_TABLE (self), FALSE);

  return tell_catalog_remove (self->rows, key);
}

void
tell_table_clear (TellTable *self)
{
  g_return_if_fail (TELL_IS_TABLE (self));

  tell_catalog_clear (self->rows);
}
