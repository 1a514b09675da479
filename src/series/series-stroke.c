/* series-stroke.c: the outline of a line of some width, into a coverage.
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The outline is one polygon: along the left side and back along the right one. At a mild turn both sides
 * meet at the mitre. At a sharp one the outer side is bevelled and the inner side goes through the vertex
 * itself, so that every overlap winds the same way and counts once. */
#include "series-stroke.h"

#include <math.h>

#define MITRE_MIN_COSINE                                                                                     \
  0.2 /* of the turn: above it the mitre is at most 1.3 times as long as the line is wide */
#define DOT_CORNERS 16
#define COINCIDENT  1e-6 /* pixels */

typedef struct
{
  SeriesCoverage *coverage;
  double half;
  SeriesVertex left; /* where the outline stands on either side */
  SeriesVertex right;
} Stroke;

static SeriesVertex
moved (SeriesVertex vertex, SeriesVertex normal, double distance)
{
  return (SeriesVertex){ vertex.x + normal.x * distance, vertex.y + normal.y * distance };
}

static SeriesVertex
normal_of (SeriesVertex from, SeriesVertex to)
{
  double dx = to.x - from.x, dy = to.y - from.y, length = hypot (dx, dy);

  return (SeriesVertex){ dy / length, -dx / length };
}

static void
left_to (Stroke *stroke, SeriesVertex to)
{
  series_coverage_edge (stroke->coverage, stroke->left, to);
  stroke->left = to;
}

static void
right_to (Stroke *stroke, SeriesVertex to)
{
  series_coverage_edge (stroke->coverage, to, stroke->right);
  stroke->right = to;
}

/* One side through its own offsets of the vertex, by way of the vertex when it is the inner one. */
static void
bevel (Stroke *stroke,
       void (*side_to) (Stroke *, SeriesVertex),
       SeriesVertex at,
       SeriesVertex before,
       SeriesVertex after,
       double distance,
       gboolean inner)
{
  side_to (stroke, moved (at, before, distance));
  if (inner)
    side_to (stroke, at);
  side_to (stroke, moved (at, after, distance));
}

static void
join (Stroke *stroke, SeriesVertex at, SeriesVertex before, SeriesVertex after, double shortest)
{
  double cosine = before.x * after.x + before.y * after.y;
  double turn = before.x * after.y - before.y * after.x;
  SeriesVertex mitre = { (before.x + after.x) / (1 + cosine), (before.y + after.y) / (1 + cosine) };

  if (cosine > MITRE_MIN_COSINE && fabs (turn) * stroke->half < shortest * (1 + cosine))
    {
      left_to (stroke, moved (at, mitre, stroke->half));
      right_to (stroke, moved (at, mitre, -stroke->half));
      return;
    }
  bevel (stroke, left_to, at, before, after, stroke->half, turn < 0);
  bevel (stroke, right_to, at, before, after, -stroke->half, turn > 0);
}

static gboolean
coincide (SeriesVertex a, SeriesVertex b)
{
  return fabs (a.x - b.x) < COINCIDENT && fabs (a.y - b.y) < COINCIDENT;
}

static void
begin (Stroke *stroke, SeriesVertex at, SeriesVertex normal)
{
  stroke->left = moved (at, normal, stroke->half);
  stroke->right = moved (at, normal, -stroke->half);
  series_coverage_edge (stroke->coverage, stroke->right, stroke->left);
}

static void
end (Stroke *stroke, SeriesVertex at, SeriesVertex normal)
{
  left_to (stroke, moved (at, normal, stroke->half));
  right_to (stroke, moved (at, normal, -stroke->half));
  series_coverage_edge (stroke->coverage, stroke->left, stroke->right);
}

void
series_stroke_line (SeriesCoverage *coverage, const SeriesVertex *vertices, guint n_vertices, double width)
{
  Stroke stroke = { .coverage = coverage, .half = width / 2 };
  SeriesVertex at, normal = { 0, 0 };
  double length = 0;

  if (n_vertices == 0)
    return;
  at = vertices[0];
  for (guint i = 1; i < n_vertices; i++)
    {
      SeriesVertex next;
      double next_length;

      if (coincide (at, vertices[i]))
        continue;
      next = normal_of (at, vertices[i]);
      next_length = hypot (vertices[i].x - at.x, vertices[i].y - at.y);
      if (length == 0)
        begin (&stroke, at, next);
      else
        join (&stroke, at, normal, next, MIN (length, next_length));
      at = vertices[i];
      normal = next;
      length = next_length;
    }
  if (length > 0)
    end (&stroke, at, normal);
}

void
series_stroke_dot (SeriesCoverage *coverage, SeriesVertex centre, double diameter)
{
  SeriesVertex corners[DOT_CORNERS];

  for (int i = 0; i < DOT_CORNERS; i++)
    {
      double angle = 2 * G_PI * i / DOT_CORNERS;

      corners[i] = moved (centre, (SeriesVertex){ cos (angle), sin (angle) }, diameter / 2);
    }
  series_coverage_polygon (coverage, corners, DOT_CORNERS);
}
