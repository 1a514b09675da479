/* chart-unit.c: values as text in a unit.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-unit.h"

#include <math.h>
#include <string.h>

#define NBSP         "\302\240"
#define MINUS        "\342\210\222"
#define FIGURES      3 /* significant ones of a value */
#define MAX_DECIMALS 9

typedef struct
{
  double factor;
  const char *suffix;
} Prefix;

static const Prefix si_prefixes[] = {
  { 1e15, "P" }, { 1e12, "T" }, { 1e9, "G" }, { 1e6, "M" }, { 1e3, "k" }, { 1, "" },
};

static const Prefix byte_prefixes[] = {
  { 1125899906842624., "PiB" }, { 1099511627776., "TiB" }, { 1073741824., "GiB" },
  { 1048576., "MiB" },          { 1024., "KiB" },          { 1, "B" },
};

static const Prefix bit_prefixes[] = {
  { 1e15, "Pbit/s" }, { 1e12, "Tbit/s" }, { 1e9, "Gbit/s" },
  { 1e6, "Mbit/s" },  { 1e3, "kbit/s" },  { 1, "bit/s" },
};

static const Prefix second_prefixes[] = {
  { 86400, "d" }, { 3600, "h" }, { 60, "min" }, { 1, "s" }, { 1e-3, "ms" }, { 1e-6, "µs" }, { 1e-9, "ns" },
};

static const Prefix count_prefixes[] = {
  { 1e15, "P" }, { 1e12, "T" }, { 1e9, "G" }, { 1e6, "M" }, { 1, "" },
};

static const Prefix percent_prefixes[] = { { 1, "%" } };

static const Prefix *
prefixes_of (ChartUnit unit, guint *n)
{
#define TABLE(table) (*n = G_N_ELEMENTS (table), table)
  switch (unit.kind)
    {
    case CHART_UNIT_BYTES:
      return TABLE (byte_prefixes);
    case CHART_UNIT_BITS:
      return TABLE (bit_prefixes);
    case CHART_UNIT_SECONDS:
    case CHART_UNIT_MS:
      return TABLE (second_prefixes);
    case CHART_UNIT_PERCENT:
    case CHART_UNIT_RATIO:
      return TABLE (percent_prefixes);
    case CHART_UNIT_COUNT:
      return TABLE (count_prefixes);
    case CHART_UNIT_NONE:
    case CHART_UNIT_OTHER:
    default:
      return TABLE (si_prefixes);
    }
#undef TABLE
}

/* What a value is in the unit that its prefixes are made for. */
static double
base_of (ChartUnit unit, double value)
{
  if (unit.kind == CHART_UNIT_MS)
    return value / 1000;
  return unit.kind == CHART_UNIT_RATIO ? value * 100 : value;
}

static int
decimals_for (double scaled, int figures)
{
  double size = fabs (scaled);

  if (size == 0)
    return 0;
  size = figures - 1 - floor (log10 (size));
  return (int) CLAMP (size, 0, MAX_DECIMALS); /* an infinity too */
}

static double
rounded (double scaled, int figures)
{
  double factor = pow (10, decimals_for (scaled, figures));

  return round (scaled * factor) / factor;
}

/* The largest prefix of which there is at least one, after rounding: 999.9 kB is 1 MB. */
static const Prefix *
prefix_for (ChartUnit unit, double base)
{
  guint n;
  const Prefix *prefixes = prefixes_of (unit, &n);

  if (base == 0)
    for (guint i = 0; i < n; i++)
      if (prefixes[i].factor == 1)
        return &prefixes[i];
  for (guint i = 0; i + 1 < n; i++)
    {
      double below = prefixes[i + 1].factor;

      if (fabs (rounded (base / below, FIGURES) * below) >= prefixes[i].factor)
        return &prefixes[i];
    }
  return &prefixes[n - 1];
}

static char *
trim_zeros (char *text)
{
  char *end = text + strlen (text);
  gboolean has_point = FALSE;

  for (char *p = text; *p != '\0'; p++) /* the decimal point is the last thing that is no digit */
    has_point = has_point || *p == '.' || *p == ',';
  while (has_point && end > text && end[-1] == '0')
    *--end = '\0';
  if (has_point && end > text && !g_ascii_isdigit (end[-1]))
    *--end = '\0';
  return text;
}

static char *
number_text (double scaled, int decimals, gboolean trim)
{
  char text[400];
  gboolean negative = scaled < 0 && rounded (scaled, 20) != 0;

  g_snprintf (text, sizeof text, "%.*f", decimals, fabs (scaled));
  if (trim && decimals > 0)
    trim_zeros (text);
  if (strspn (text, "0.,") == strlen (text))
    negative = FALSE;
  if (decimals == 0) /* with the thousands of the locale */
    g_snprintf (text, sizeof text, "%'.0f", fabs (scaled));
  return g_strconcat (negative ? MINUS : "", text, NULL);
}

/* 1 h 2 min: two units of a duration, for a minute and more. */
static char *
duration_text (double seconds)
{
  double size = round (fabs (seconds));
  const char *sign = seconds < 0 ? MINUS : "";
  guint64 s;

  if (size >= 864e5 * 1000)
    return g_strdup_printf ("%s%'.0f" NBSP "d", sign, size / 86400);
  s = (guint64) size;
  if (s < 3600)
    return g_strdup_printf ("%s%d" NBSP "min" NBSP "%d" NBSP "s", sign, (int) (s / 60), (int) (s % 60));
  if (s < 86400)
    return g_strdup_printf ("%s%d" NBSP "h" NBSP "%d" NBSP "min", sign, (int) (s / 3600),
                            (int) (s / 60 % 60));
  return g_strdup_printf ("%s%d" NBSP "d" NBSP "%d" NBSP "h", sign, (int) (s / 86400), (int) (s / 3600 % 24));
}

static gboolean
is_duration (ChartUnit unit)
{
  return unit.kind == CHART_UNIT_SECONDS || unit.kind == CHART_UNIT_MS;
}

/* Nobody reads the second decimal of a percentage. */
static int
max_decimals (ChartUnit unit, double scaled)
{
  if (unit.kind == CHART_UNIT_PERCENT || unit.kind == CHART_UNIT_RATIO)
    return fabs (scaled) >= 0.1 || scaled == 0 ? 1 : 3;
  return 6;
}

static char *
suffix_text (ChartUnit unit, const Prefix *prefix)
{
  if (unit.kind == CHART_UNIT_OTHER)
    return g_strconcat (NBSP, prefix->suffix, unit.name, NULL);
  if (unit.kind == CHART_UNIT_NONE || unit.kind == CHART_UNIT_COUNT)
    return g_strdup (prefix->suffix);
  return g_strconcat (NBSP, prefix->suffix, NULL);
}

/**
 * chart_unit_parse:
 * @name: (nullable): as a dashboard document names it; anything that is not known stands after the number
 *
 * Returns: the unit, which borrows @name
 */
ChartUnit
chart_unit_parse (const char *name)
{
  static const char *const names[] = { "none", "count",   "bytes", "bits/s", "seconds",
                                       "ms",   "percent", "ratio", NULL };

  if (name == NULL || *name == '\0')
    return (ChartUnit){ CHART_UNIT_NONE, NULL };
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return (ChartUnit){ (ChartUnitKind) i, NULL };
  if (strcmp (name, "%") == 0)
    return (ChartUnit){ CHART_UNIT_PERCENT, NULL };
  return (ChartUnit){ CHART_UNIT_OTHER, name };
}

/**
 * chart_unit_format_split:
 * @suffix: (out) (transfer full): the unit with the space that leads it; "" when there is none
 *
 * Returns: (transfer full): the number
 */
char *
chart_unit_format_split (ChartUnit unit, double value, char **suffix)
{
  double base = base_of (unit, value);
  const Prefix *prefix;
  double scaled;

  *suffix = NULL;
  if (!isfinite (base))
    {
      *suffix = g_strdup ("");
      return g_strdup (CHART_NO_VALUE);
    }
  if (is_duration (unit) && fabs (base) >= 59.95)
    {
      *suffix = g_strdup ("");
      return duration_text (base);
    }
  prefix = prefix_for (unit, base);
  scaled = base / prefix->factor;
  *suffix = suffix_text (unit, prefix);
  return number_text (scaled,
                      MIN (decimals_for (rounded (scaled, FIGURES), FIGURES), max_decimals (unit, scaled)),
                      TRUE);
}

/**
 * chart_unit_format:
 *
 * Returns: (transfer full): @value with three significant figures and its unit
 */
char *
chart_unit_format (ChartUnit unit, double value)
{
  g_autofree char *suffix = NULL;
  g_autofree char *number = chart_unit_format_split (unit, value, &suffix);

  return g_strconcat (number, suffix, NULL);
}

/* A duration is labelled in the unit of its step, so that 90 s is not 1.5 min. */
static const Prefix *
tick_prefix (ChartUnit unit, double step, double magnitude)
{
  if (is_duration (unit))
    {
      const Prefix *of_step = prefix_for (unit, base_of (unit, step));
      const Prefix *of_magnitude = prefix_for (unit, base_of (unit, magnitude));

      return of_magnitude->factor <= 1 ? of_magnitude : (of_step->factor < 1 ? &second_prefixes[3] : of_step);
    }
  return prefix_for (unit, base_of (unit, magnitude));
}

char *
chart_unit_format_tick (ChartUnit unit, double value, double step, double magnitude)
{
  const Prefix *prefix = tick_prefix (unit, step, MAX (fabs (magnitude), step));
  double scaled_step = fabs (base_of (unit, step)) / prefix->factor;
  g_autofree char *suffix = suffix_text (unit, prefix);
  g_autofree char *number = NULL;
  int decimals = 0;

  while (decimals < MAX_DECIMALS && fabs (round (scaled_step * pow (10, decimals)) / pow (10, decimals) -
                                          scaled_step) > scaled_step * 1e-6)
    decimals++;
  number = number_text (base_of (unit, value) / prefix->factor, decimals, FALSE);
  if (fabs (value) < step * 1e-6 && unit.kind != CHART_UNIT_PERCENT && unit.kind != CHART_UNIT_RATIO)
    return g_strdup ("0");
  return g_strconcat (number, suffix, NULL);
}

gboolean
chart_unit_is_binary (ChartUnit unit)
{
  return unit.kind == CHART_UNIT_BYTES;
}
