/* tell-dot.h: a small lamp: how a connection or a person stands, by colour and by shape.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-person.h"

G_BEGIN_DECLS

#define TELL_TYPE_DOT (tell_dot_get_type ())
G_DECLARE_FINAL_TYPE (TellDot, tell_dot, TELL, DOT, GtkWidget)

GtkWidget  *tell_dot_new           (void);
/* LOOK is one of "online", "away", "offline", "unknown", "busy", "error"; LABEL says it in words. */
void        tell_dot_set           (TellDot *self, const char *look, const char *label);
const char *tell_dot_get_look      (TellDot *self);
void        tell_dot_set_presence  (TellDot *self, TellPresence presence);

G_END_DECLS
