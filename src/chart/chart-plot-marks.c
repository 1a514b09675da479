/* chart-plot-marks.c: what happened, as lines across a plot.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-plot-private.h"

#include <math.h>

#define DASH      3
#define DASH_GAP  3
#define FLAG_SIZE 7 /* pixels */
#define TEXT_GAP  4
#define TEXT_PART 0.4 /* of the plot, a text at most */
#define MAX_DRAWN 100
#define NEAR      6 /* pixels from a mark, and its text is shown */

static GdkRGBA
mark_colour (ChartPlot *self, const SeriesMark *mark)
{
  return chart_rgba (chart_palette_level (self->style.dark, (ChartLevel) mark->level));
}

static gboolean
is_visible (ChartPlot *self, const SeriesMark *mark, double *x)
{
  *x = chart_plot_get_x (self, mark->time_ms);
  return *x >= self->area.origin.x && *x <= self->area.origin.x + self->area.size.width;
}

static void
draw_line (ChartPlot *self, GtkSnapshot *snapshot, double x, const GdkRGBA *colour)
{
  double bottom = self->area.origin.y + self->area.size.height;

  for (double y = self->area.origin.y; y < bottom; y += DASH + DASH_GAP)
    gtk_snapshot_append_color (snapshot, colour,
                               &GRAPHENE_RECT_INIT (roundf (x), y, 1, MIN (DASH, bottom - y)));
  gtk_snapshot_append_color (snapshot, colour,
                             &GRAPHENE_RECT_INIT (roundf (x), self->area.origin.y, FLAG_SIZE,
                                                  FLAG_SIZE / 2.f));
}

/* Beside the flag, if there is room until END. */
static void
draw_text (ChartPlot *self,
           GtkSnapshot *snapshot,
           const SeriesMark *mark,
           double x,
           double end,
           const GdkRGBA *colour)
{
  int width;

  chart_labels_size (self->labels, mark->text, &width, NULL);
  x += FLAG_SIZE + TEXT_GAP;
  if (width > self->area.size.width * TEXT_PART || x + width + TEXT_GAP > end)
    return;
  chart_labels_draw (self->labels, snapshot, mark->text, colour, x, self->area.origin.y - 1, 0, 0);
}

/* From the newest to the oldest: each knows where the next one begins. */
void
chart_plot_draw_marks (ChartPlot *self, GtkSnapshot *snapshot)
{
  double end = self->area.origin.x + self->area.size.width;
  guint n, n_drawn = 0;
  const SeriesMark *marks = series_marks_get (chart_data_get_marks (self->data), &n);

  while (n-- > 0 && n_drawn < MAX_DRAWN)
    {
      GdkRGBA colour = mark_colour (self, &marks[n]);
      double x;

      if (!is_visible (self, &marks[n], &x))
        continue;
      draw_line (self, snapshot, x, &colour);
      draw_text (self, snapshot, &marks[n], x, end, &colour);
      end = MIN (end, x);
      n_drawn++;
    }
}

const SeriesMark *
chart_plot_get_mark (ChartPlot *self, double x)
{
  const SeriesMark *nearest = NULL;
  double distance = NEAR;
  guint n;
  const SeriesMark *marks = series_marks_get (chart_data_get_marks (self->data), &n);

  for (guint i = 0; i < n; i++)
    {
      double at;

      if (!is_visible (self, &marks[i], &at) || fabs (at - x) > distance)
        continue;
      distance = fabs (at - x);
      nearest = &marks[i];
    }
  return nearest;
}
