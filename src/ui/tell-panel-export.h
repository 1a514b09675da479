/* tell-panel-export.h: saves what a chart shows where a person says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-panel.h"

G_BEGIN_DECLS

/* FORMAT: "png", "png2" (twice the size), "svg", "csv" (what is in sight), "csv-all". TITLE names the file. */
void    tell_panel_export          (ChartPanel *chart,
                                    const char *title,
                                    const char *format);
GBytes *tell_panel_export_to_bytes (ChartPanel *chart,
                                    const char *format);
/* A name that every file system takes: "CPU and load.png". */
char   *tell_panel_export_dup_name (const char *title,
                                    const char *format);

G_END_DECLS
