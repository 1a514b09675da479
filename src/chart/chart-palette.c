/* chart-palette.c: colours that every kind of vision can tell apart, for light and for dark grounds.
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Chosen for the largest minimum distance in OKLab over normal, protan, deutan and tritan vision, at a
 * contrast of 3:1 or more with the ground; tests/chart/test-chart-palette.c keeps the figures. */
#include "chart-palette.h"

#include <math.h>
#include <string.h>

static const guint32 light_colours[CHART_PALETTE_SIZE] = {
  0xff0072b2, 0xff873c5a, 0xffe1781e, 0xff1e1ea5, 0xff1e96ff, 0xffc33c00, 0xff968787, 0xff5a2d00,
};

static const guint32 dark_colours[CHART_PALETTE_SIZE] = {
  0xff56b4e9, 0xff87964b, 0xffe1e100, 0xffb400d2, 0xff2df0f0, 0xff2d7878, 0xff78690f, 0xfff0a596,
};

static const guint32 light_levels[] = { 0xff1c71d8, 0xffb06000, 0xffc01c28 };
static const guint32 dark_levels[] = { 0xff78aeed, 0xfff8c440, 0xffff7b63 };

guint32
chart_palette_get (gboolean dark, guint index)
{
  return (dark ? dark_colours : light_colours)[index % CHART_PALETTE_SIZE];
}

SeriesDash
chart_palette_get_dash (guint index, double scale)
{
  static const SeriesDash dashes[] = {
    { 1, 0 }, { 8, 4 }, { 3, 3 }, { 6, 2 }, { 2, 5 }
  }; /* in pixels of the widget */
  SeriesDash dash = dashes[MIN (index / CHART_PALETTE_SIZE, G_N_ELEMENTS (dashes) - 1)];

  return (SeriesDash){ (guint) round (dash.on * scale), (guint) round (dash.off * scale) };
}

guint32
chart_palette_level (gboolean dark, ChartLevel level)
{
  return (dark ? dark_levels : light_levels)[MIN (level, CHART_LEVEL_ERROR)];
}

/* GTK's own theme says so by its name; whoever has a style manager says so by a class on the window. */
static gboolean
is_high_contrast (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *theme = NULL;

  if (root != NULL && gtk_widget_has_css_class (GTK_WIDGET (root), CHART_HIGH_CONTRAST_CLASS))
    return TRUE;
  g_object_get (gtk_widget_get_settings (widget), "gtk-theme-name", &theme, NULL);
  return theme != NULL && strstr (theme, "HighContrast") != NULL;
}

static GdkRGBA
faded (GdkRGBA colour, double alpha)
{
  colour.alpha *= alpha;
  return colour;
}

static void
get_colour (GtkWidget *widget, GdkRGBA *colour)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS /* its successor is newer than the GTK that we build with */
      gtk_style_context_get_color (gtk_widget_get_style_context (widget), colour);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

/* Light text means a dark ground, whichever theme or style manager chose them. */
ChartStyle
chart_style_get (GtkWidget *widget)
{
  ChartStyle style = { 0 };

  get_colour (widget, &style.text);
  style.dark = 0.2126 * style.text.red + 0.7152 * style.text.green + 0.0722 * style.text.blue > 0.5;
  style.high_contrast = is_high_contrast (widget);
  style.dim = faded (style.text, style.high_contrast ? 1 : 0.65);
  style.grid = faded (style.text, style.high_contrast ? 0.35 : 0.12);
  return style;
}

GdkRGBA
chart_rgba (guint32 argb)
{
  return (GdkRGBA){ (argb >> 16 & 0xff) / 255.f, (argb >> 8 & 0xff) / 255.f, (argb & 0xff) / 255.f,
                    (argb >> 24) / 255.f };
}

guint32
chart_with_alpha (guint32 argb, double alpha)
{
  return (argb & 0x00ffffff) | (guint32) (CLAMP (alpha, 0, 1) * 255 + 0.5) << 24;
}
