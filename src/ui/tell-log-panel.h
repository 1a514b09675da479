/* tell-log-panel.h: a log of the model on a dashboard: lines as they came, the newest in sight.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-log.h"

G_BEGIN_DECLS

#define TELL_TYPE_LOG_PANEL (tell_log_panel_get_type ())
G_DECLARE_FINAL_TYPE (TellLogPanel, tell_log_panel, TELL, LOG_PANEL, AdwBin)

GtkWidget *tell_log_panel_new (TellLog *log);

G_END_DECLS
