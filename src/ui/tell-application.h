/* tell-application.h: the program with a window: sessions, windows, actions, notifications.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Starts the embedded demo server and gives its dashboard document: ui does not know the demo, main.c hands it in. */
typedef GBytes *(*TellDemoFunc) (gpointer   user_data,
                                 GError   **error);

#define TELL_TYPE_APPLICATION (tell_application_get_type ())
G_DECLARE_FINAL_TYPE (TellApplication, tell_application, TELL, APPLICATION, AdwApplication)

TellApplication *tell_application_new (TellDemoFunc  demo_func,
                                       gpointer      user_data);

G_END_DECLS
