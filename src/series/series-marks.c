/* series-marks.c: moments that charts point out, in the order of their times.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-marks.h"

struct _SeriesMarks
{
  GArray *marks; /* of SeriesMark, ascending */
  guint64 revision;
};

static void
mark_clear (gpointer data)
{
  g_free (((SeriesMark *) data)->text);
}

SeriesMarks *
series_marks_new (void)
{
  SeriesMarks *self = g_new0 (SeriesMarks, 1);

  self->marks = g_array_new (FALSE, FALSE, sizeof (SeriesMark));
  g_array_set_clear_func (self->marks, mark_clear);
  return self;
}

void
series_marks_free (SeriesMarks *self)
{
  g_array_unref (self->marks);
  g_free (self);
}

/**
 * series_marks_add:
 * @time_ms: ms since 1970, in any order
 * @text: what happened then
 *
 * A mark of the same time and text is the same mark.
 */
void
series_marks_add (SeriesMarks *self, gint64 time_ms, SeriesMarkLevel level, const char *text)
{
  SeriesMark mark = { time_ms, level, NULL };
  guint at = self->marks->len;

  for (; at > 0 && g_array_index (self->marks, SeriesMark, at - 1).time_ms >= time_ms; at--)
    {
      const SeriesMark *other = &g_array_index (self->marks, SeriesMark, at - 1);

      if (other->time_ms == time_ms && g_strcmp0 (other->text, text) == 0)
        return;
    }
  mark.text = g_strdup (text);
  g_array_insert_val (self->marks, at, mark);
  if (self->marks->len > SERIES_MAX_MARKS)
    g_array_remove_index (self->marks, 0);
  self->revision++;
}

const SeriesMark *
series_marks_get (SeriesMarks *self, guint *n_marks)
{
  *n_marks = self->marks->len;
  return (const SeriesMark *) self->marks->data;
}

guint64
series_marks_get_revision (SeriesMarks *self)
{
  return self->revision;
}
