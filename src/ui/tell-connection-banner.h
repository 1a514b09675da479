/* tell-connection-banner.h: stays while a server can't be reached: why, when it tries again, and Retry now.
 * It says nothing while connected, and nothing on return.
 * Action: session.retry. Activates win.server-inputs (s) where the server refuses.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-session.h"

G_BEGIN_DECLS

#define TELL_TYPE_CONNECTION_BANNER (tell_connection_banner_get_type ())
G_DECLARE_FINAL_TYPE (TellConnectionBanner, tell_connection_banner, TELL, CONNECTION_BANNER, AdwBin)

GtkWidget  *tell_connection_banner_new           (void);
void        tell_connection_banner_set_session   (TellConnectionBanner *self,
                                                  TellSession          *session); /* nullable */
gboolean    tell_connection_banner_get_revealed  (TellConnectionBanner *self);
const char *tell_connection_banner_get_title     (TellConnectionBanner *self);
const char *tell_connection_banner_get_countdown (TellConnectionBanner *self);

G_END_DECLS
