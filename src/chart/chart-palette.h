/* chart-palette.h: colours that every kind of vision can tell apart, for light and for dark grounds.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-panel.h"
#include "series-coverage.h"

G_BEGIN_DECLS

#define CHART_PALETTE_SIZE 8
#define CHART_LIGHT_GROUND 0xffffffff /* of a card; what the contrast is kept against */
#define CHART_DARK_GROUND 0xff1e1e1e

/* 0xffRRGGBB; after the last colour comes the first again. */
guint32 chart_palette_get   (gboolean   dark,
                             guint      index);
/* How the line of that series is drawn at so many device pixels a pixel: beyond the colours there are dashes, too. */
SeriesDash chart_palette_get_dash (guint  index,
                                   double scale);
guint32 chart_palette_level (gboolean   dark,
                             ChartLevel level);

/* The look of a widget as its theme has it now. */
typedef struct
{
  gboolean dark;
  gboolean high_contrast;
  GdkRGBA  text;
  GdkRGBA  dim;  /* labels of axes */
  GdkRGBA  grid;
} ChartStyle;

ChartStyle chart_style_get  (GtkWidget *widget);
GdkRGBA    chart_rgba       (guint32    argb);
guint32    chart_with_alpha (guint32    argb,
                             double     alpha);

G_END_DECLS
