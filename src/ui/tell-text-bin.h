/* tell-text-bin.h: holds the label of a remote text and never asks how narrow it could get.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TELL_TYPE_TEXT_BIN (tell_text_bin_get_type ())
G_DECLARE_FINAL_TYPE (TellTextBin, tell_text_bin, TELL, TEXT_BIN, GtkWidget)

/* Property: child. */
void       tell_text_bin_set_child (TellTextBin *self,
                                    GtkWidget   *child);

G_END_DECLS
