/* charts-scene.h: a line chart of 1000 × 500 pixels with made-up data, moved frame by frame.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-plot.h"

G_BEGIN_DECLS

#define SCENE_SERIES 8
#define SCENE_RANGE_MS 300000
#define SCENE_NOW_MS G_GINT64_CONSTANT (1700000000000)

typedef enum
{
  SCENE_BLANK,
  SCENE_SCROLL,
  SCENE_ZOOM,
} SceneMovement;

typedef struct
{
  GtkWidget *window;
  ChartPlot *plot;
  ChartData *data;
  gint64     now_ms;
  int        n_frames; /* painted so far */
} Scene;

/* CPU time of this process. */
double       scene_cpu_ms   (void);
/* The number at I of N of series S; charts-page.js has the same. */
double       scene_value    (guint          s,
                             guint          i,
                             guint          n);
SeriesStore *scene_store    (guint          n);
void         scene_open     (Scene         *scene,
                             SeriesStore   *store);
void         scene_close    (Scene         *scene);
/* CPU ms a frame for N_FRAMES that move so. */
double       scene_measure  (Scene         *scene,
                             SceneMovement  movement,
                             int            n_frames);

G_END_DECLS
