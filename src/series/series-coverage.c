/* series-coverage.c: how much of each pixel a shape covers, exactly, by signed areas.
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every edge leaves in each cell that it crosses the area to its right as a difference along the row; the
 * running sum of a row is then the coverage. No sorting, no sampling: the cost is the edges plus the pixels
 * of the rows. */
#include "series-coverage.h"

#include <math.h>
#include <string.h>

SeriesCoverage *
series_coverage_new (void)
{
  return g_new0 (SeriesCoverage, 1);
}

void
series_coverage_free (SeriesCoverage *self)
{
  g_free (self->cells);
  g_free (self);
}

void
series_coverage_begin (SeriesCoverage *self, const SeriesImage *image, int x0, int x1)
{
  gsize n_cells = (gsize) (x1 - x0 + 2) * image->height;

  self->offset = x0;
  self->width = x1 - x0;
  self->height = image->height;
  self->top = image->height;
  self->bottom = 0;
  if (n_cells > self->n_cells)
    {
      g_free (self->cells);
      self->cells = g_new0 (float, n_cells); /* painting leaves them zero again */
      self->n_cells = n_cells;
    }
}

static inline float *
row_cells (SeriesCoverage *self, int row)
{
  return self->cells + (gsize) row * (self->width + 2);
}

/* An edge within one row and between x = 0 and x = width; HEIGHT is signed. */
static void
add_to_row (float *cells, double x0, double x1, double height)
{
  double left = MIN (x0, x1), right = MAX (x0, x1);
  int first = (int) left, last = (int) right;
  double slope, x;

  if (first == last)
    {
      double inside = (left + right) / 2 - first;

      cells[first] += height * (1 - inside);
      cells[first + 1] += height * inside;
      return;
    }
  slope = height / (right - left);
  for (x = left; first <= last; first++) /* the part of the edge in each cell, as above */
    {
      double next = MIN (right, first + 1);
      double inside = (x + next) / 2 - first;
      double part = slope * (next - x);

      cells[first] += part * (1 - inside);
      cells[first + 1] += part * inside;
      x = next;
    }
}

/* An edge between x = 0 and x = width, from y0 down to y1. */
static void
add_inside (SeriesCoverage *self, double x0, double y0, double x1, double y1, double sign)
{
  double slope = (x1 - x0) / (y1 - y0);
  int first = (int) y0;
  int last = MIN ((int) ceil (y1), self->height);

  self->top = MIN (self->top, first);
  self->bottom = MAX (self->bottom, last);
  for (int row = first; row < last; row++)
    {
      double from = MAX (y0, row), to = MIN (y1, row + 1);
      double a = CLAMP (x0 + (from - y0) * slope, 0, self->width);
      double b = CLAMP (x0 + (to - y0) * slope, 0, self->width);

      add_to_row (row_cells (self, row), a, b, sign * (to - from));
    }
}

/* Left of the columns an edge still covers all that is right of it; right of them it covers nothing. */
static void
add_clipped (SeriesCoverage *self, double x0, double y0, double x1, double y1, double sign)
{
  double at[2] = { 0, self->width };
  double cut[4] = { y0, y0, y0, y1 };
  double slope = (x1 - x0) / (y1 - y0);
  int n = 1;

  for (int i = 0; i < 2; i++)
    {
      double bound = at[x0 <= x1 ? i : 1 - i];

      if ((x0 < bound && bound < x1) || (x1 < bound && bound < x0))
        {
          cut[n] = CLAMP (y0 + (bound - x0) / slope, cut[n - 1], y1);
          n++;
        }
    }
  cut[n] = y1;
  for (int i = 0; i < n; i++)
    {
      double a = x0 + (cut[i] - y0) * slope, b = x0 + (cut[i + 1] - y0) * slope;

      if (cut[i] < cut[i + 1] && (a + b) / 2 < self->width)
        add_inside (self, CLAMP (a, 0, self->width), cut[i], CLAMP (b, 0, self->width), cut[i + 1], sign);
    }
}

void
series_coverage_edge (SeriesCoverage *self, SeriesVertex from, SeriesVertex to)
{
  double sign = from.y < to.y ? 1 : -1;
  SeriesVertex upper = from.y < to.y ? from : to;
  SeriesVertex lower = from.y < to.y ? to : from;
  double slope, top, bottom;

  if (!(upper.y < lower.y) || lower.y <= 0 || upper.y >= self->height)
    return;
  slope = (lower.x - upper.x) / (lower.y - upper.y);
  top = MAX (upper.y, 0);
  bottom = MIN (lower.y, self->height);
  add_clipped (self, upper.x + (top - upper.y) * slope - self->offset, top,
               upper.x + (bottom - upper.y) * slope - self->offset, bottom, sign);
}

void
series_coverage_polygon (SeriesCoverage *self, const SeriesVertex *vertices, guint n_vertices)
{
  for (guint i = 0; i < n_vertices; i++)
    series_coverage_edge (self, vertices[i], vertices[(i + 1) % n_vertices]);
}

void
series_coverage_paint (SeriesCoverage *self, SeriesImage *image, guint32 colour)
{
  series_coverage_paint_dashed (self, image, colour, NULL, 0);
}

/**
 * series_coverage_paint_dashed:
 * @dash: (nullable): which columns stay blank
 * @first_column: the column of the chart at the left edge of the image, so that dashes move with what they are of
 */
void
series_coverage_paint_dashed (SeriesCoverage *self,
                              SeriesImage *image,
                              guint32 colour,
                              const SeriesDash *dash,
                              gint64 first_column)
{
  for (int row = self->top; row < self->bottom; row++)
    {
      float *cells = row_cells (self, row);
      float sum = 0;

      for (int x = 0; x < self->width; x++)
        {
          float covered;

          sum += cells[x];
          covered = fabsf (sum);
          if (covered > 1.f / 512 &&
              (dash == NULL || series_dash_is_on (dash, first_column + self->offset + x)))
            series_image_blend (image, self->offset + x, row, colour, MIN (covered, 1.f));
        }
      memset (cells, 0, (self->width + 2) * sizeof (float));
    }
  self->top = self->height;
  self->bottom = 0;
}
