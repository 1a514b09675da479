/* tell-table-panel.h: a table of the model on a dashboard: a column for each that rows have, sorted by a click on its head.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-table.h"

G_BEGIN_DECLS

#define TELL_TYPE_TABLE_PANEL (tell_table_panel_get_type ())
G_DECLARE_FINAL_TYPE (TellTablePanel, tell_table_panel, TELL, TABLE_PANEL, AdwBin)

GtkWidget *tell_table_panel_new (TellTable *table);

G_END_DECLS
