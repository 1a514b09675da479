/* series-store.c: all series of one session by id, in the order of their appearance.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-store.h"

#include <string.h>

struct _SeriesStore
{
  GObject parent_instance;

  GPtrArray *buffers; /* of owned SeriesBuffer */
  GHashTable *by_id;  /* char * of the buffer → borrowed SeriesBuffer */
  SeriesMarks *marks;
  gboolean full;
};

enum
{
  PROP_FULL = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SeriesStore,
                               series_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return SERIES_TYPE_BUFFER;
}

static guint
get_n_items (GListModel *model)
{
  return SERIES_STORE (model)->buffers->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SeriesStore *self = SERIES_STORE (model);

  return position < self->buffers->len ? g_object_ref (g_ptr_array_index (self->buffers, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
set_full (SeriesStore *self)
{
  if (self->full)
    return;
  self->full = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FULL]);
}

static void
share_points (SeriesStore *self)
{
  guint64 share = SERIES_STORE_MAX_POINTS / self->buffers->len;

  if (share >= SERIES_DEFAULT_MAX_POINTS)
    return;
  for (guint i = 0; i < self->buffers->len; i++)
    series_buffer_set_retention (g_ptr_array_index (self->buffers, i), SERIES_DEFAULT_MAX_AGE_MS, share);
}

static SeriesBuffer *
add_buffer (SeriesStore *self, const char *id)
{
  SeriesBuffer *buffer = series_buffer_new (id);

  g_ptr_array_add (self->buffers, buffer);
  share_points (self);
  g_hash_table_insert (self->by_id, (char *) series_buffer_get_id (buffer), buffer);
  g_list_model_items_changed (G_LIST_MODEL (self), self->buffers->len - 1, 0, 1);
  return buffer;
}

static void
series_store_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_FULL:
      g_value_set_boolean (value, SERIES_STORE (object)->full);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
series_store_finalize (GObject *object)
{
  SeriesStore *self = SERIES_STORE (object);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->buffers);
  series_marks_free (self->marks);
  G_OBJECT_CLASS (series_store_parent_class)->finalize (object);
}

static void
series_store_class_init (SeriesStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = series_store_get_property;
  object_class->finalize = series_store_finalize;

  properties[PROP_FULL] =
      g_param_spec_boolean ("full", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
series_store_init (SeriesStore *self)
{
  self->buffers = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->marks = series_marks_new ();
}

SeriesStore *
series_store_new (void)
{
  return g_object_new (SERIES_TYPE_STORE, NULL);
}

/**
 * series_store_get:
 *
 * Returns: (transfer none) (nullable): the series of that id
 */
SeriesBuffer *
series_store_get (SeriesStore *self, const char *id)
{
  g_return_val_if_fail (SERIES_IS_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  return g_hash_table_lookup (self->by_id, id);
}

/**
 * series_store_ensure:
 *
 * Returns: (transfer none) (nullable): the series of that id, made if it is new; %NULL when there are
 *   SERIES_STORE_MAX_SERIES others already
 */
SeriesBuffer *
series_store_ensure (SeriesStore *self, const char *id)
{
  SeriesBuffer *buffer;

  g_return_val_if_fail (SERIES_IS_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  buffer = g_hash_table_lookup (self->by_id, id);
  if (buffer != NULL)
    return buffer;
  if (self->buffers->len >= SERIES_STORE_MAX_SERIES)
    {
      set_full (self);
      return NULL;
    }
  return add_buffer (self, id);
}

gboolean
series_store_get_full (SeriesStore *self)
{
  g_return_val_if_fail (SERIES_IS_STORE (self), FALSE);
  return self->full;
}

/**
 * series_store_get_marks:
 *
 * Returns: (transfer none): what charts of these series point out
 */
SeriesMarks *
series_store_get_marks (SeriesStore *self)
{
  g_return_val_if_fail (SERIES_IS_STORE (self), NULL);
  return self->marks;
}

/**
 * series_store_match:
 * @pattern: an id, or a glob with `*`
 *
 * Returns: (transfer container) (element-type SeriesBuffer): those that fit, in the order of their appearance
 */
GPtrArray *
series_store_match (SeriesStore *self, const char *pattern)
{
  GPtrArray *found;

  g_return_val_if_fail (SERIES_IS_STORE (self), NULL);
  g_return_val_if_fail (pattern != NULL, NULL);
  found = g_ptr_array_new ();
  for (guint i = 0; i < self->buffers->len; i++)
    {
      SeriesBuffer *buffer = g_ptr_array_index (self->buffers, i);

      if (series_glob_matches (pattern, series_buffer_get_id (buffer)))
        g_ptr_array_add (found, buffer);
    }
  return found;
}

/**
 * series_glob_matches:
 * @pattern: `*` stands for any text, also none; everything else for itself
 *
 * Linear in practice: after a failure only the last `*` is tried further.
 */
gboolean
series_glob_matches (const char *pattern, const char *id)
{
  const char *star = NULL, *resume = NULL;

  while (*id != '\0')
    {
      if (*pattern == '*')
        {
          star = pattern++;
          resume = id;
        }
      else if (*pattern == *id)
        {
          pattern++;
          id++;
        }
      else if (star != NULL)
        {
          pattern = star + 1;
          id = ++resume;
        }
      else
        {
          return FALSE;
        }
    }
  while (*pattern == '*')
    pattern++;
  return *pattern == '\0';
}
