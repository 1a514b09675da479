/* tell-application-private.h: what the files of the application share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-application.h"
#include "tell-notifier.h"
#include "tell-session-list.h"
#include "tell-window.h"

G_BEGIN_DECLS

#define TELL_EXIT_USAGE 2

struct _TellApplication
{
  AdwApplication parent_instance;
  TellDemoFunc demo_func; /* nullable */
  gpointer demo_data;
  TellSessionList *sessions;
  TellNotifier *notifier;
  GSettings *settings; /* nullable */
  gboolean understood; /* the command line */
};

TellWindow *tell_application_new_window    (TellApplication *self);
/* The one that is in front, a new one if there is none. */
TellWindow *tell_application_ensure_window (TellApplication *self);
void        tell_application_add_actions   (TellApplication *self);
void        tell_application_add_notifier  (TellApplication *self);
void        tell_application_open_demo     (TellApplication *self);

/* Names the options, and checks what they say where the program was called: -1 to go on, else the exit status. */
void        tell_application_add_options   (GApplication    *application);
int         tell_application_check_options (GVariantDict    *options);
int         tell_application_run_options   (TellApplication         *self,
                                            GApplicationCommandLine *command_line);

G_END_DECLS
