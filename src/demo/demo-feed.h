/* demo-feed.h: sends the metrics, every second, and an alert when something is wrong.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-chat.h"
#include "demo-metrics.h"

G_BEGIN_DECLS

#define DEMO_TYPE_FEED (demo_feed_get_type ())
G_DECLARE_FINAL_TYPE (DemoFeed, demo_feed, DEMO, FEED, GObject)

/* An incident has become visible (BEGINS) or is over. */
typedef void (*DemoFeedIncidentFunc) (DemoIncident incident,
                                      gboolean     begins,
                                      gpointer     user_data);

DemoFeed         *demo_feed_new          (guint32              seed,
                                          EioClock            *clock,
                                          DemoChat            *chat);
void              demo_feed_set_incident_func (DemoFeed       *self,
                                          DemoFeedIncidentFunc func,
                                          gpointer             user_data);
/* Begins to tick; ADAPTER is borrowed until stop (). */
void              demo_feed_start        (DemoFeed            *self,
                                          DemoAdapter         *adapter);
void              demo_feed_stop         (DemoFeed            *self);
/* The last five minutes, for who has just come. */
void              demo_feed_send_history (DemoFeed            *self,
                                          DemoSocket          *socket);
void              demo_feed_begin        (DemoFeed            *self,
                                          DemoIncident         incident);
const DemoSample *demo_feed_get_sample   (DemoFeed            *self);
/* An "alert" event of somebody's own. */
void              demo_feed_alert        (DemoFeed            *self,
                                          const char          *title,
                                          const char          *body,
                                          const char          *level,
                                          const char          *room_id);

G_END_DECLS
