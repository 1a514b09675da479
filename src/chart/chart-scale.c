/* chart-scale.c: where ticks stand: on values by nice steps, on time by the local calendar.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-scale.h"

#include <math.h>

#define MAX_TICKS 200
#define HUGEST    4e307  /* so that no difference of two values overflows */
#define TINIEST   1e-290 /* a range below is none: its steps would be no normal numbers */
#define SECOND    G_GINT64_CONSTANT (1000)
#define MINUTE    (60 * SECOND)
#define HOUR      (60 * MINUTE)
#define DAY       (24 * HOUR)

static double
decimal_step (double step)
{
  const double nice[] = { 1, 2, 2.5, 5, 10 };
  double power = pow (10, floor (log10 (step)));

  for (guint i = 0; i < G_N_ELEMENTS (nice); i++)
    if (nice[i] * power >= step * (1 - 1e-9))
      return nice[i] * power;
  return 10 * power;
}

static double
duration_step (double seconds)
{
  const double nice[] = { 1,    2,    5,    10,    15,    30,    60,    120,       300,       600,       900,
                          1800, 3600, 7200, 10800, 21600, 43200, 86400, 2 * 86400, 5 * 86400, 10 * 86400 };

  if (seconds < 1)
    return decimal_step (seconds);
  for (guint i = 0; i < G_N_ELEMENTS (nice); i++)
    if (nice[i] >= seconds * (1 - 1e-9))
      return nice[i];
  return decimal_step (seconds / 86400) * 86400;
}

double
chart_scale_nice_step (double step, ChartUnit unit)
{
  if (!(step > 0) || !isfinite (step))
    return 1;
  switch (unit.kind)
    {
    case CHART_UNIT_BYTES:
      return MAX (1, pow (2, ceil (log2 (step) - 1e-9)));
    case CHART_UNIT_SECONDS:
      return duration_step (step);
    case CHART_UNIT_MS:
      return duration_step (step / 1000) * 1000;
    case CHART_UNIT_COUNT:
      step = MAX (1, decimal_step (step));
      return step == 2.5 ? 5 : step;
    case CHART_UNIT_NONE:
    case CHART_UNIT_BITS:
    case CHART_UNIT_PERCENT:
    case CHART_UNIT_RATIO:
    case CHART_UNIT_OTHER:
    default:
      return decimal_step (step);
    }
}

/* A range of no height gets one around its value. */
static void
open_up (double *min, double *max)
{
  double size;

  *min = CLAMP (*min, -HUGEST, HUGEST);
  *max = CLAMP (*max, -HUGEST, HUGEST);
  size = MAX (fabs (*min), fabs (*max));
  if (!isfinite (*min) || !isfinite (*max) || *min > *max)
    {
      *min = 0;
      *max = 1;
    }
  else if (*max - *min <= MAX (size * 1e-9, TINIEST))
    {
      double half = size > TINIEST * 10 ? size / 10 : 0.5;

      *min -= half;
      *max += half;
    }
}

ChartScale
chart_scale_exact (double min, double max, guint n_ticks, ChartUnit unit)
{
  ChartScale self = { min, max, 1 };

  open_up (&self.min, &self.max);
  self.step = chart_scale_nice_step ((self.max - self.min) / MAX (n_ticks, 1), unit);
  return self;
}

ChartScale
chart_scale_nice (double min, double max, guint n_ticks, ChartUnit unit)
{
  ChartScale self = chart_scale_exact (min, max, n_ticks, unit);

  self.min = floor (self.min / self.step + 1e-9) * self.step;
  self.max = ceil (self.max / self.step - 1e-9) * self.step;
  return self;
}

GArray *
chart_scale_ticks (ChartScale self)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (double));
  double first = ceil (self.min / self.step - 1e-6);

  for (guint i = 0; i < MAX_TICKS; i++)
    {
      double tick = (first + i) * self.step;

      if (tick > self.max + self.step * 1e-6)
        break;
      g_array_append_val (ticks, tick);
    }
  return ticks;
}

gint64
chart_time_step (gint64 step_ms)
{
  const gint64 nice[] = { 1,           2,           5,           10,      20,         50,
                          100,         200,         500,         SECOND,  2 * SECOND, 5 * SECOND,
                          10 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE,  2 * MINUTE, 5 * MINUTE,
                          10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR,    2 * HOUR,   3 * HOUR,
                          6 * HOUR,    12 * HOUR,   DAY,         2 * DAY, 7 * DAY,    14 * DAY,
                          28 * DAY };

  for (guint i = 0; i < G_N_ELEMENTS (nice); i++)
    if (nice[i] >= step_ms)
      return nice[i];
  return (step_ms + 28 * DAY - 1) / (28 * DAY) * 28 * DAY;
}

static gint64
offset_at (GTimeZone *zone, gint64 time_ms)
{
  gint64 seconds = time_ms >= 0 ? time_ms / 1000 : (time_ms - 999) / 1000;

  return g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds)) *
         SECOND;
}

static gint64
modulo (gint64 a, gint64 b)
{
  return a % b < 0 ? a % b + b : a % b;
}

/* When the clock of ZONE shows LOCAL_MS; of a time that it shows twice the first. */
static gint64
universal (GTimeZone *zone, gint64 local_ms)
{
  gint64 guess = local_ms - offset_at (zone, local_ms - DAY);

  return local_ms - offset_at (zone, guess);
}

GArray *
chart_time_ticks (gint64 from_ms, gint64 to_ms, gint64 step_ms, GTimeZone *zone)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 local = from_ms + offset_at (zone, from_ms);
  gint64 last = G_MININT64;

  local -= modulo (local, step_ms) + (step_ms > HOUR ? step_ms : 0);
  for (guint i = 0; i < MAX_TICKS; i++, local += step_ms)
    {
      /* Below an hour the calendar is as even as the time is: an hour that comes twice has its ticks twice.
       */
      gint64 tick = step_ms > HOUR ? universal (zone, local) : local - offset_at (zone, from_ms);

      if (tick > to_ms)
        break;
      if (tick < from_ms || tick == last)
        continue;
      g_array_append_val (ticks, tick);
      last = tick;
    }
  return ticks;
}

char *
chart_time_label (gint64 time_ms, gint64 step_ms, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc =
      g_date_time_new_from_unix_utc (time_ms >= 0 ? time_ms / 1000 : (time_ms - 999) / 1000);
  g_autoptr (GDateTime) local = utc ? g_date_time_to_timezone (utc, zone) : NULL;
  gboolean midnight;

  if (local == NULL)
    return g_strdup ("");
  midnight = g_date_time_get_hour (local) == 0 && g_date_time_get_minute (local) == 0;
  if (step_ms >= DAY || (midnight && step_ms >= HOUR))
    return g_date_time_format (local, "%-e %b");
  if (step_ms >= MINUTE)
    return g_date_time_format (local, "%H:%M");
  if (step_ms >= SECOND)
    return g_date_time_format (local, "%H:%M:%S");
  return g_strdup_printf ("%02d.%03d", g_date_time_get_second (local), (int) modulo (time_ms, 1000));
}
