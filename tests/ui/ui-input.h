/* ui-input.h: a person at the pointer and the keyboard, by way of the X server: what arrives has gone through all of GTK.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-test.h"

G_BEGIN_DECLS

/* FALSE, and the test is skipped, where there is nothing to press keys with. */
gboolean ui_input_available (void);
/* WINDOW gets the keys. */
void     ui_input_focus     (GtkWindow  *window);
/* To a point of WIDGET. */
void     ui_input_move      (GtkWidget  *widget,
                             double      x,
                             double      y);
void     ui_input_click     (guint       button,
                             guint       times);
/* Presses the first button where the pointer is, moves by DX, DY in steps, and lets go. */
void     ui_input_drag      (GtkWidget  *widget,
                             double      x,
                             double      y,
                             double      dx,
                             double      dy);
/* "Return", "alt+shift+Right", … */
void     ui_input_key       (const char *keys);
void     ui_input_hold      (const char *key);
void     ui_input_release   (const char *key);

G_END_DECLS
