/* chart-viewport.c: which stretch of time charts show, and where their crosshair stands.
 * SPDX-License-Identifier: GPL-3.0-or-later */

/*        show, move              show, move
 *   LIVE ──────────► FROZEN ◄──────────────┐
 *     ▲                │ └─────────────────┘
 *     └────────────────┘
 *      go_live, go_back (from the first step)
 */
#include "chart-viewport.h"

typedef struct
{
  gint64 from_ms;
  gint64 to_ms;
} Span;

struct _ChartViewport
{
  GObject parent_instance;

  ChartViewportState state;
  Span span;     /* while frozen */
  GArray *steps; /* of Span: what was frozen before */
  gboolean has_cursor;
  gint64 cursor_ms;
};

enum
{
  CHANGED,
  CURSOR_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChartViewport, chart_viewport, G_TYPE_OBJECT)

static void
set_state (ChartViewport *self, ChartViewportState state, Span span)
{
  if (self->state == state && self->span.from_ms == span.from_ms && self->span.to_ms == span.to_ms)
    return;
  self->state = state;
  self->span = span;
  g_signal_emit (self, signals[CHANGED], 0);
}

static Span
valid_span (gint64 from_ms, gint64 to_ms)
{
  Span span = { MIN (from_ms, to_ms), MAX (from_ms, to_ms) };
  gint64 missing = CHART_MIN_SPAN_MS - (span.to_ms - span.from_ms);

  if (missing > 0)
    {
      span.from_ms -= missing / 2;
      span.to_ms = span.from_ms + CHART_MIN_SPAN_MS;
    }
  return span;
}

static void
chart_viewport_finalize (GObject *object)
{
  g_array_unref (CHART_VIEWPORT (object)->steps);
  G_OBJECT_CLASS (chart_viewport_parent_class)->finalize (object);
}

static void
chart_viewport_class_init (ChartViewportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chart_viewport_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", CHART_TYPE_VIEWPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CURSOR_MOVED] = g_signal_new ("cursor-moved", CHART_TYPE_VIEWPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);
}

static void
chart_viewport_init (ChartViewport *self)
{
  self->steps = g_array_new (FALSE, FALSE, sizeof (Span));
}

ChartViewport *
chart_viewport_new (void)
{
  return g_object_new (CHART_TYPE_VIEWPORT, NULL);
}

ChartViewportState
chart_viewport_get_state (ChartViewport *self)
{
  g_return_val_if_fail (CHART_IS_VIEWPORT (self), CHART_VIEWPORT_LIVE);
  return self->state;
}

gboolean
chart_viewport_get_span (ChartViewport *self, gint64 *from_ms, gint64 *to_ms)
{
  g_return_val_if_fail (CHART_IS_VIEWPORT (self), FALSE);
  if (self->state == CHART_VIEWPORT_LIVE)
    return FALSE;
  *from_ms = self->span.from_ms;
  *to_ms = self->span.to_ms;
  return TRUE;
}

/**
 * chart_viewport_show:
 * @from_ms: ms since 1970
 * @to_ms: likewise; a stretch shorter than CHART_MIN_SPAN_MS is widened to it
 */
void
chart_viewport_show (ChartViewport *self, gint64 from_ms, gint64 to_ms)
{
  g_return_if_fail (CHART_IS_VIEWPORT (self));
  if (self->state == CHART_VIEWPORT_FROZEN)
    g_array_append_val (self->steps, self->span);
  if (self->steps->len > CHART_MAX_BACK)
    g_array_remove_index (self->steps, 0);
  set_state (self, CHART_VIEWPORT_FROZEN, valid_span (from_ms, to_ms));
}

void
chart_viewport_move (ChartViewport *self, gint64 from_ms, gint64 to_ms)
{
  g_return_if_fail (CHART_IS_VIEWPORT (self));
  set_state (self, CHART_VIEWPORT_FROZEN, valid_span (from_ms, to_ms));
}

void
chart_viewport_go_back (ChartViewport *self)
{
  Span span;

  g_return_if_fail (CHART_IS_VIEWPORT (self));
  if (self->steps->len == 0)
    {
      chart_viewport_go_live (self);
      return;
    }
  span = g_array_index (self->steps, Span, self->steps->len - 1);
  g_array_set_size (self->steps, self->steps->len - 1);
  set_state (self, CHART_VIEWPORT_FROZEN, span);
}

void
chart_viewport_go_live (ChartViewport *self)
{
  g_return_if_fail (CHART_IS_VIEWPORT (self));
  g_array_set_size (self->steps, 0);
  set_state (self, CHART_VIEWPORT_LIVE, (Span){ 0, 0 });
}

gboolean
chart_viewport_get_cursor (ChartViewport *self, gint64 *time_ms)
{
  g_return_val_if_fail (CHART_IS_VIEWPORT (self), FALSE);
  if (self->has_cursor)
    *time_ms = self->cursor_ms;
  return self->has_cursor;
}

void
chart_viewport_set_cursor (ChartViewport *self, gint64 time_ms)
{
  g_return_if_fail (CHART_IS_VIEWPORT (self));
  if (self->has_cursor && self->cursor_ms == time_ms)
    return;
  self->has_cursor = TRUE;
  self->cursor_ms = time_ms;
  g_signal_emit (self, signals[CURSOR_MOVED], 0);
}

void
chart_viewport_clear_cursor (ChartViewport *self)
{
  g_return_if_fail (CHART_IS_VIEWPORT (self));
  if (!self->has_cursor)
    return;
  self->has_cursor = FALSE;
  g_signal_emit (self, signals[CURSOR_MOVED], 0);
}
