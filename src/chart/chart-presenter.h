/* chart-presenter.h: shows the pixels of a canvas the way that is cheapest for the renderer at hand.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-canvas.h"

G_BEGIN_DECLS

/* What of a canvas a renderer that draws textures has already. */
typedef struct _ChartPresenter ChartPresenter;

ChartPresenter *chart_presenter_new         (void);
void            chart_presenter_free        (ChartPresenter        *self);
/* AREA: where the canvas goes, in pixels of WIDGET, so that its pixels fall on those of the device. */
void            chart_presenter_show        (ChartPresenter        *self,
                                             GtkWidget             *widget,
                                             GtkSnapshot           *snapshot,
                                             ChartCanvas           *canvas,
                                             const graphene_rect_t *area);
/* The same, textures or not: for tests. */
void            chart_presenter_show_tiles  (ChartPresenter        *self,
                                             GtkSnapshot           *snapshot,
                                             ChartCanvas           *canvas,
                                             const graphene_rect_t *area);
guint           chart_presenter_get_n_tiles (ChartPresenter        *self); /* textures that are kept */
guint64         chart_presenter_get_n_uploaded (ChartPresenter     *self); /* columns, so far */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChartPresenter, chart_presenter_free)

G_END_DECLS
