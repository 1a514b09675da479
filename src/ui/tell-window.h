/* tell-window.h: the window: servers and rooms on the left, the page that one looks at on the right.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-place.h"
#include "tell-session-list.h"

G_BEGIN_DECLS

#define TELL_TYPE_WINDOW (tell_window_get_type ())
G_DECLARE_FINAL_TYPE (TellWindow, tell_window, TELL, WINDOW, AdwApplicationWindow)

TellWindow  *tell_window_new          (GtkApplication  *application, /* nullable */
                                       TellSessionList *sessions,
                                       GSettings       *settings); /* nullable: nothing is remembered */
/* Shows a page. */
void         tell_window_open_place   (TellWindow      *self,
                                       TellPlace       *place);
/* The same by ids; a room that is not there yet opens when it comes. ROOM "" is the server's own page. */
void         tell_window_open_page    (TellWindow      *self,
                                       const char      *session_id,
                                       const char      *room_id);
/* Starts SESSION, asks for what it needs first, and shows its own page. */
void         tell_window_open_session (TellWindow      *self,
                                       TellSession     *session);
/* What a person typed: tried while the welcome page waits; an error shows there. */
void         tell_window_open_url     (TellWindow      *self,
                                       const char      *text);
void         tell_window_open_file    (TellWindow      *self,
                                       GFile           *file);
void         tell_window_open_recording (TellWindow    *self,
                                       GFile           *file,
                                       GFile           *dashboard, /* nullable: one that fits */
                                       double           speed);    /* 0: as fast as it can */
void         tell_window_show_welcome (TellWindow      *self,
                                       const char      *error); /* nullable */
TellPlace   *tell_window_get_place    (TellWindow      *self); /* nullable */

G_END_DECLS
