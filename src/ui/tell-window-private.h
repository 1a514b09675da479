/* tell-window-private.h: what the files of the window share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-connection-banner.h"
#include "tell-dashboard-page.h"
#include "tell-events-page.h"
#include "tell-room-page.h"
#include "tell-sidebar.h"
#include "tell-welcome-page.h"
#include "tell-window.h"

G_BEGIN_DECLS

struct _TellWindow
{
  AdwApplicationWindow parent_instance;
  GtkStack *main_stack; /* "welcome" or "places" */
  TellWelcomePage *welcome_page;
  GtkWidget *welcome_back;
  AdwLeaflet *leaflet;
  GtkWidget *sidebar_box;
  GtkWidget *content_box;
  TellSidebar *sidebar;
  AdwWindowTitle *title;
  GtkWidget *people_button;
  TellConnectionBanner *banner;
  GtkStack *page_stack; /* "dashboard", "events" or "room" */
  TellDashboardPage *dashboard_page;
  TellEventsPage *events_page;
  TellRoomPage *room_page;

  TellSessionList *sessions;
  GListModel *places;
  GSettings *settings; /* nullable */
  TellPlace *place;    /* nullable: where we are */
  GSignalGroup *room_signals;
  char *pending_session, *pending_room; /* where to go as soon as it is there; NULL when nowhere */
  TellSession *trial; /* nullable: an address that was typed and is being tried */
  GSignalGroup *trial_signals;
  guint trial_id; /* it failed, and that will be said */
  TellSession *refused; /* nullable: the trial that failed last, while the welcome page says so */
};

void tell_window_add_actions  (TellWindow *self);
void tell_window_init_trial   (TellWindow *self);
void tell_window_clear_trial  (TellWindow *self);
void tell_window_set_refused  (TellWindow *self, TellSession *session);
void tell_window_use_offer    (TellWindow *self, const char *session_id);
void tell_window_ask_inputs   (TellWindow *self, TellSession *session);
void tell_window_show_error   (TellWindow *self, const char *heading, const char *body);

G_END_DECLS
