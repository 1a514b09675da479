/* chart-presenter.h: shows an image in memory the way that is cheapest for the renderer at hand.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "series-image.h"

G_BEGIN_DECLS

void chart_present_image (GtkWidget             *widget,
                          GtkSnapshot           *snapshot,
                          SeriesImage           *image,
                          const graphene_rect_t *area);

G_END_DECLS
