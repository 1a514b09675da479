/* tell-log.c: lines as they came; the oldest go.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-log-private.h"

struct _TellLog
{
  GObject parent_instance;

  char *id;
  GPtrArray *lines; /* owned TellLogLine */
  guint64 n_added;
};

enum
{
  PROP_ID = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TellLog,
                               tell_log,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* The end of the line that starts at TEXT, without its line end, which NEXT is behind. */
static const char *
find_line_end (const char *text, const char **next)
{
  const char *newline = strchr (text, '\n');

  if (newline == NULL)
    {
      const char *end = text + strlen (text);

      *next = end;
      return end > text && end[-1] == '\r' ? end - 1 : end;
    }
  *next = newline + 1;
  return newline > text && newline[-1] == '\r' ? newline - 1 : newline;
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  do
    {
      find_line_end (text, &text);
      n++;
    }
  while (*text != '\0');
  return n;
}

static void
drop_oldest (TellLog *self, guint n)
{
  if (n == 0)
    return;
  g_ptr_array_remove_range (self->lines, 0, n);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}

static GType
list_model_get_item_type (GListModel *model)
{
  return TELL_TYPE_LOG_LINE;
}

static guint
list_model_get_n_items (GListModel *model)
{
  return TELL_LOG (model)->lines->len;
}

static gpointer
list_model_get_item (GListModel *model, guint position)
{
  TellLog *self = TELL_LOG (model);

  if (position >= self->lines->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->lines, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = list_model_get_item_type;
  iface->get_n_items = list_model_get_n_items;
  iface->get_item = list_model_get_item;
}

static void
tell_log_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, TELL_LOG (object)->id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tell_log_finalize (GObject *object)
{
  TellLog *self = TELL_LOG (object);

  g_free (self->id);
  g_ptr_array_unref (self->lines);
  G_OBJECT_CLASS (tell_log_parent_class)->finalize (object);
}

static void
tell_log_class_init (TellLogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tell_log_get_property;
  object_class->finalize = tell_log_finalize;
  properties[PROP_ID] =
      g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tell_log_init (TellLog *self)
{
  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * tell_log_new:
 *
 * Returns: (transfer full): an empty log, a list of TellLogLine
 */
TellLog *
tell_log_new (const char *id)
{
  TellLog *self = g_object_new (TELL_TYPE_LOG, NULL);

  self->id = g_strdup (id);
  return self;
}

const char *
tell_log_get_id (TellLog *self)
{
  g_return_val_if_fail (TELL_IS_LOG (self), NULL);

  return self->id;
}

/**
 * tell_log_add:
 * @text: one or more lines; an end behind the last one makes no empty line
 * @time_ms: ms since 1970
 *
 * Adds a line an entry; beyond %TELL_LOG_MAX_LINES the oldest go.
 */
void
tell_log_add (TellLog *self, const char *text, TellLevel level, gint64 time_ms)
{
  guint n;
  guint skip;
  guint first;

  g_return_if_fail (TELL_IS_LOG (self));

  n = count_lines (text);
  skip = n > TELL_LOG_MAX_LINES ? n - TELL_LOG_MAX_LINES : 0;
  self->n_added += n;
  n -= skip;
  if (self->lines->len + n > TELL_LOG_MAX_LINES)
    drop_oldest (self, self->lines->len + n - TELL_LOG_MAX_LINES);

  first = self->lines->len;
  for (guint i = 0; i < skip + n; i++)
    {
      const char *next;
      const char *end = find_line_end (text, &next);

      if (i >= skip)
        g_ptr_array_add (self->lines, tell_log_line_new (text, end - text, level, time_ms));
      text = next;
    }
  g_list_model_items_changed (G_LIST_MODEL (self), first, 0, n);
}

guint64
tell_log_get_n_added (TellLog *self)
{
  g_return_val_if_fail (TELL_IS_LOG (self), 0);

  return self->n_added;
}

void
tell_log_clear (TellLog *self)
{
  g_return_if_fail (TELL_IS_LOG (self));

  drop_oldest (self, self->lines->len);
}
