/* gallery.h: every kind of panel with made-up data, to be looked at and to be compared with pictures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-panel.h"

G_BEGIN_DECLS

#define GALLERY_STEP_MS 1000
#define GALLERY_PANELS 16

typedef struct
{
  SeriesStore *store;
  GRand       *rand;
  double       walk;
} Gallery;

void       gallery_init    (Gallery      *gallery);
void       gallery_clear   (Gallery      *gallery);
/* What the series have at TIME_MS; in ascending order. */
void       gallery_produce (Gallery      *gallery,
                            gint64        time_ms);
/* Six minutes of it, and what happened meanwhile. */
void       gallery_fill    (Gallery      *gallery,
                            gint64        now_ms);
/* All panels; a name that stays for each. */
GtkWidget *gallery_grid    (Gallery      *gallery,
                            gboolean      stale,
                            ChartNowFunc  now,
                            gpointer      user_data);
GtkWidget *gallery_panel   (GtkWidget    *grid,
                            guint         index,
                            const char  **name);

G_END_DECLS
