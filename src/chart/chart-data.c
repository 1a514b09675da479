/* chart-data.c: what a panel shows and how: the series that fit its patterns, unit, range, bounds,
 * thresholds, clock.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-data.h"

#include "series-rate.h"

#include <math.h>

struct _ChartData
{
  GObject parent_instance;

  ChartKind kind;
  SeriesStore *store;
  GStrv patterns;
  GHashTable *rates; /* borrowed SeriesBuffer → owned SeriesRate of it; NULL: series are shown as they are */
  GPtrArray *buffers; /* of owned SeriesBuffer */
  GHashTable *hidden; /* ids of series, also of those that are gone */
  char *unit;
  gint64 range_ms;
  double min;
  double max;
  GArray *thresholds; /* of ChartThreshold */
  gboolean stale;
  ChartNowFunc now_func;
  gpointer now_data;
  ChartViewport *viewport; /* its own, or one that is shared with other panels */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChartData, chart_data, G_TYPE_OBJECT)

static void
changed (ChartData *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What is shown of BUFFER: itself, or how fast it grows. (transfer none) */
static SeriesBuffer *
shown_of (ChartData *self, SeriesBuffer *buffer)
{
  SeriesRate *rate;

  if (self->rates == NULL)
    return buffer;
  rate = g_hash_table_lookup (self->rates, buffer);
  if (rate == NULL)
    {
      rate = series_rate_new (buffer);
      series_rate_update (rate);
      g_hash_table_insert (self->rates, buffer, rate);
    }
  return series_rate_get_buffer (rate);
}

static void
add_matches (ChartData *self, GPtrArray *buffers, const char *pattern)
{
  g_autoptr (GPtrArray) found = series_store_match (self->store, pattern);

  for (guint i = 0; i < found->len && buffers->len < CHART_MAX_SERIES; i++)
    {
      SeriesBuffer *buffer = shown_of (self, found->pdata[i]);

      if (!g_ptr_array_find (buffers, buffer, NULL))
        g_ptr_array_add (buffers, g_object_ref (buffer));
    }
}

static gboolean
same_buffers (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (a->pdata[i] != b->pdata[i])
      return FALSE;
  return TRUE;
}

static void update_buffers (ChartData *self);

/* What a series is called and measured in shows in the legend and on the axis. */
static void
buffer_notify_cb (SeriesBuffer *buffer, GParamSpec *pspec, ChartData *self)
{
  changed (self);
}

static void
watch_buffers (ChartData *self, GPtrArray *buffers)
{
  for (guint i = 0; i < self->buffers->len; i++)
    g_signal_handlers_disconnect_by_func (self->buffers->pdata[i], buffer_notify_cb, self);
  g_ptr_array_unref (self->buffers);
  self->buffers = g_ptr_array_ref (buffers);
  for (guint i = 0; i < buffers->len; i++)
    g_signal_connect_object (buffers->pdata[i], "notify", G_CALLBACK (buffer_notify_cb), self, 0);
}

static void
update_buffers (ChartData *self)
{
  g_autoptr (GPtrArray) buffers = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->patterns != NULL && self->patterns[i] != NULL; i++)
    add_matches (self, buffers, self->patterns[i]);
  if (same_buffers (self->buffers, buffers))
    return;
  watch_buffers (self, buffers);
  changed (self);
}

static void
items_changed_cb (GListModel *store, guint position, guint removed, guint added, ChartData *self)
{
  update_buffers (self);
}

static gint64
wall_clock (gpointer user_data)
{
  return g_get_real_time () / 1000;
}

static void
chart_data_finalize (GObject *object)
{
  ChartData *self = CHART_DATA (object);

  g_clear_object (&self->store);
  g_clear_object (&self->viewport);
  g_strfreev (self->patterns);
  g_clear_pointer (&self->rates, g_hash_table_unref);
  g_ptr_array_unref (self->buffers);
  g_hash_table_unref (self->hidden);
  g_free (self->unit);
  g_array_unref (self->thresholds);
  G_OBJECT_CLASS (chart_data_parent_class)->finalize (object);
}

static void
chart_data_class_init (ChartDataClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chart_data_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", CHART_TYPE_DATA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
chart_data_init (ChartData *self)
{
  self->buffers = g_ptr_array_new_with_free_func (g_object_unref);
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->thresholds = g_array_new (FALSE, FALSE, sizeof (ChartThreshold));
  self->range_ms = CHART_DEFAULT_RANGE_MS;
  self->min = NAN;
  self->max = NAN;
  self->now_func = wall_clock;
  self->viewport = chart_viewport_new ();
}

ChartData *
chart_data_new (ChartKind kind, SeriesStore *store)
{
  ChartData *self = g_object_new (CHART_TYPE_DATA, NULL);

  self->kind = kind;
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
  return self;
}

ChartData *
chart_data_new_like (ChartData *other, ChartKind kind)
{
  ChartData *self = chart_data_new (kind, other->store);

  chart_data_set_unit (self, other->unit);
  chart_data_set_now_func (self, other->now_func, other->now_data);
  chart_data_set_rate (self, other->rates != NULL);
  chart_data_set_patterns (self, (const char *const *) other->patterns);
  return self;
}

ChartKind
chart_data_get_kind (ChartData *self)
{
  return self->kind;
}

GPtrArray *
chart_data_get_buffers (ChartData *self)
{
  return self->buffers;
}

static const char *
id_of (ChartData *self, guint index)
{
  return series_buffer_get_id (self->buffers->pdata[index]);
}

gboolean
chart_data_get_shown (ChartData *self, guint index)
{
  return index < self->buffers->len && !g_hash_table_contains (self->hidden, id_of (self, index));
}

void
chart_data_toggle (ChartData *self, guint index)
{
  if (index >= self->buffers->len)
    return;
  if (!g_hash_table_remove (self->hidden, id_of (self, index)))
    g_hash_table_add (self->hidden, g_strdup (id_of (self, index)));
  changed (self);
}

static gboolean
is_solo (ChartData *self, guint index)
{
  for (guint i = 0; i < self->buffers->len; i++)
    if (chart_data_get_shown (self, i) != (i == index))
      return FALSE;
  return TRUE;
}

void
chart_data_solo (ChartData *self, guint index)
{
  gboolean all = is_solo (self, index);

  if (index >= self->buffers->len)
    return;
  g_hash_table_remove_all (self->hidden);
  for (guint i = 0; i < self->buffers->len && !all; i++)
    if (i != index)
      g_hash_table_add (self->hidden, g_strdup (id_of (self, i)));
  changed (self);
}

void
chart_data_set_patterns (ChartData *self, const char *const *patterns)
{
  g_strfreev (self->patterns);
  self->patterns = g_strdupv ((GStrv) patterns);
  update_buffers (self);
}

void
chart_data_set_rate (ChartData *self, gboolean rate)
{
  if (rate == (self->rates != NULL))
    return;
  g_clear_pointer (&self->rates, g_hash_table_unref);
  if (rate)
    self->rates = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) series_rate_free);
  update_buffers (self);
}

void
chart_data_follow (ChartData *self)
{
  GHashTableIter iter;
  gpointer rate;

  if (self->rates == NULL)
    return;
  g_hash_table_iter_init (&iter, self->rates);
  while (g_hash_table_iter_next (&iter, NULL, &rate))
    series_rate_update (rate);
}

const char *
chart_data_get_unit (ChartData *self)
{
  if (self->unit != NULL || self->buffers->len == 0)
    return self->unit;
  return series_buffer_get_unit (self->buffers->pdata[0]);
}

void
chart_data_set_unit (ChartData *self, const char *unit)
{
  if (g_strcmp0 (self->unit, unit) == 0)
    return;
  g_free (self->unit);
  self->unit = g_strdup (unit);
  changed (self);
}

gint64
chart_data_get_range (ChartData *self)
{
  return self->range_ms;
}

void
chart_data_set_range (ChartData *self, gint64 range_ms)
{
  range_ms = MIN (range_ms, CHART_MAX_RANGE_MS);
  if (range_ms <= 0 || self->range_ms == range_ms)
    return;
  self->range_ms = range_ms;
  changed (self);
}

void
chart_data_get_bounds (ChartData *self, double *min, double *max)
{
  *min = self->min;
  *max = self->max;
}

/* Bounds come from documents: what is no interval is as if absent. */
void
chart_data_set_bounds (ChartData *self, double min, double max)
{
  self->min = isfinite (min) ? min : NAN;
  self->max = isfinite (max) && !(max <= min) ? max : NAN;
  changed (self);
}

const ChartThreshold *
chart_data_get_thresholds (ChartData *self, guint *n_thresholds)
{
  *n_thresholds = self->thresholds->len;
  return (const ChartThreshold *) self->thresholds->data;
}

void
chart_data_set_thresholds (ChartData *self, const ChartThreshold *thresholds, guint n_thresholds)
{
  g_array_set_size (self->thresholds, 0);
  for (guint i = 0; i < n_thresholds; i++)
    if (isfinite (thresholds[i].value))
      g_array_append_val (self->thresholds, thresholds[i]);
  changed (self);
}

gboolean
chart_data_get_stale (ChartData *self)
{
  return self->stale;
}

void
chart_data_set_stale (ChartData *self, gboolean stale)
{
  if (self->stale == stale)
    return;
  self->stale = stale;
  changed (self);
}

void
chart_data_set_now_func (ChartData *self, ChartNowFunc func, gpointer user_data)
{
  self->now_func = func ? func : wall_clock;
  self->now_data = user_data;
  changed (self);
}

gint64
chart_data_get_now (ChartData *self)
{
  gint64 now_ms = self->now_func (self->now_data);

  return CLAMP (now_ms, SERIES_TIME_MIN, SERIES_TIME_MAX);
}

ChartViewport *
chart_data_get_viewport (ChartData *self)
{
  return self->viewport;
}

void
chart_data_set_viewport (ChartData *self, ChartViewport *viewport)
{
  if (g_set_object (&self->viewport, viewport))
    changed (self);
}

guint64
chart_data_get_revision (ChartData *self)
{
  guint64 revision = 0;

  for (guint i = 0; i < self->buffers->len; i++)
    revision += series_buffer_get_revision (self->buffers->pdata[i]);
  return revision;
}

SeriesMarks *
chart_data_get_marks (ChartData *self)
{
  return series_store_get_marks (self->store);
}

gboolean
chart_data_get_last (ChartData *self, SeriesPoint *point)
{
  gboolean found = FALSE;
  SeriesPoint last;

  for (guint i = 0; i < self->buffers->len; i++)
    {
      if (!series_buffer_get_last (self->buffers->pdata[i], &last))
        continue;
      if (!found || last.time_ms > point->time_ms)
        *point = last;
      found = TRUE;
    }
  return found;
}

gboolean
chart_data_get_level (ChartData *self, double value, ChartLevel *level)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->thresholds->len; i++)
    {
      const ChartThreshold *threshold = &g_array_index (self->thresholds, ChartThreshold, i);

      if (threshold->below ? !(value < threshold->value) : !(value > threshold->value))
        continue;
      *level = found ? MAX (*level, threshold->level) : threshold->level;
      found = TRUE;
    }
  return found;
}
