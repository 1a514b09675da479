/* tell-range-bar.h: 1m 5m 15m 1h 6h 24h All: how much live charts show. Nothing is chosen: each as its document says.
 * Signal: ::changed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TELL_RANGE_DOCUMENT 0
#define TELL_RANGE_ALL      (-1)

#define TELL_TYPE_RANGE_BAR (tell_range_bar_get_type ())
G_DECLARE_FINAL_TYPE (TellRangeBar, tell_range_bar, TELL, RANGE_BAR, GtkBox)

GtkWidget *tell_range_bar_new       (void);
/* In ms, or one of the above. */
gint64     tell_range_bar_get_range (TellRangeBar *self);
void       tell_range_bar_set_range (TellRangeBar *self,
                                     gint64        range_ms);

G_END_DECLS
