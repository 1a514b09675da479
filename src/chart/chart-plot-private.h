/* chart-plot-private.h: the fields of a plot, for the files that draw it and let people handle it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-label.h"
#include "chart-plot.h"
#include "chart-presenter.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 from_ms;
  gint64 to_ms;
} ChartWindow;

struct _ChartPlot
{
  GtkWidget parent_instance;

  ChartData      *data;
  gboolean        bare;
  ChartCanvas    *canvas;
  ChartPresenter *presenter;
  GtkWidget      *sheet;       /* shows the data */
  GtkWidget      *overlay;     /* the crosshair above it */
  GtkWidget      *live_button; /* "Live · 12 new", while frozen */
  ChartViewport  *viewport;    /* that of the data */
  GSignalGroup   *viewport_signals;
  ChartLabels    *labels;
  ChartStyle      style;
  ChartRange      range;
  ChartFrame      frame;     /* what the canvas shows */
  graphene_rect_t area;      /* of the plot, in pixels of the widget */
  gint64          skew_ms;   /* by how much the newest points are ahead of our clock */
  gboolean        has_data;  /* in the window */
  double          pointer_x; /* NAN: outside */
  double          drag_from; /* x where a selection began, NAN: none is going on */
  double          drag_to;
  double          drag_from_y; /* NAN: the selection is of all values */
  double          drag_to_y;
  int             file_scale;  /* device pixels a pixel while a file is made, 0: those of the window */
  gboolean        file_paths;  /* lines as paths, not as pixels */
  double          zoom_min;    /* values that are zoomed to, NAN: none */
  double          zoom_max;
  guint           key_series;   /* whose samples the arrow keys walk over */
  guint64         marks_revision; /* of the marks that were drawn */
  guint64         frozen_count; /* numbers there were when the view was frozen */
};

/* chart-plot.c */
void        chart_plot_update          (ChartPlot   *self,
                                        gint64       now_ms);

/* chart-plot-scale.c */
ChartUnit   chart_plot_get_unit        (ChartPlot   *self);
ChartWindow chart_plot_get_window      (ChartPlot   *self,
                                        gint64       now_ms);
gboolean    chart_plot_follow_values   (ChartPlot   *self,
                                        ChartWindow  window,
                                        gint64       now_ms);

/* chart-plot-cursor.c */
void        chart_plot_follow_pointer  (ChartPlot   *self);
void        chart_plot_point_at        (ChartPlot   *self,
                                        gint64       time_ms);
gboolean    chart_plot_handle_key      (ChartPlot   *self,
                                        guint        keyval,
                                        GdkModifierType modifiers);

/* chart-plot-input.c */
gboolean    chart_plot_go_back         (ChartPlot   *self);
void        chart_plot_add_input       (ChartPlot   *self);
void        chart_plot_pan             (ChartPlot   *self,
                                        double       part);
void        chart_plot_zoom            (ChartPlot   *self,
                                        double       x,
                                        double       factor);
void        chart_plot_toggle_pause    (ChartPlot   *self);

/* chart-plot-marks.c */
void        chart_plot_draw_marks      (ChartPlot   *self,
                                        GtkSnapshot *snapshot);

/* chart-plot-path.c */
/* Whether what the plot shows can be drawn as paths: lines and areas can. */
gboolean    chart_plot_has_paths       (ChartPlot   *self);
void        chart_plot_append_paths    (ChartPlot   *self,
                                        GtkSnapshot *snapshot);

/* chart-plot-draw.c */
void        chart_plot_draw            (ChartPlot   *self,
                                        GtkSnapshot *snapshot);

G_END_DECLS
