/* demo-feed.c: sends the metrics, every second, and an alert when something is wrong.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-feed.h"

#include "demo-limits.h"
#include "demo-traffic.h"
#include "demo-wire.h"

#define TICK_MS                     1000
#define ALERT_SEVERITY              0.6 /* an alert goes out when the numbers show it, and not before */
#define FIRST_LIVE_INCIDENT_SECONDS 50
#define CALM_BEFORE_SECONDS         60 /* the past ends quietly */
#define ASKED_INCIDENT_SECONDS      25
#define PRESENCE_CHANGE_SECONDS     20 /* on average, as the people of demo-people.c do it */

typedef struct
{
  DemoSample sample;
  DemoTrafficSample traffic;
  guint users;
} Point;

struct _DemoFeed
{
  GObject parent_instance;

  guint32 seed;
  EioClock *clock;
  DemoChat *chat;
  DemoMetrics *metrics;
  DemoTraffic *traffic;
  DemoAdapter *adapter; /* borrowed, NULL unless started */
  GQueue points;        /* of owned Point, oldest first */
  guint timer;
  DemoIncident alerted; /* the one that an alert is out for */
  guint n_alerts;
  DemoFeedIncidentFunc func;
  gpointer user_data;
};

G_DEFINE_FINAL_TYPE (DemoFeed, demo_feed, G_TYPE_OBJECT)

static const struct
{
  const char *id;
  const char *name;
  const char *unit;
} series[] = {
  { "requests", "Requests", "/s" },     { "errors", "Error rate", "percent" },
  { "latency.p50", "p50", "ms" },       { "latency.p95", "p95", "ms" },
  { "latency.p99", "p99", "ms" },       { "memory", "Heap", "bytes" },
  { "cpu", "CPU", "percent" },          { "queue", "Jobs waiting", "count" },
  { "users", "Users online", "count" }, { "duration", "Duration", "ms" },
  { "status.2xx", "Success", "/s" },    { "status.3xx", "Redirect", "/s" },
  { "status.4xx", "Not found", "/s" },  { "status.5xx", "Failure", "/s" },
};

static const struct
{
  const char *title;
  const char *body;
  const char *resolved;
} incidents[DEMO_N_INCIDENTS] = {
  [DEMO_INCIDENT_DATABASE] = { "Checkout is slow",
                               "p99 is %.0f ms and %d jobs wait: the database answers late",
                               "Checkout is back to normal" },
  [DEMO_INCIDENT_DEPLOY] = { "Errors after the release",
                             "p99 is %.0f ms, %d jobs wait, and one request in ten fails",
                             "The release was rolled back" },
  [DEMO_INCIDENT_SPIKE] = { "Unusual traffic",
                            "p99 is %.0f ms and %d jobs wait: twice the visitors of a minute ago",
                            "Traffic is back to normal" },
};

static void
write_point (SioWriter *writer, const Point *point)
{
  const DemoSample *sample = &point->sample;

  demo_wire_int (writer, "time", sample->time_ms);
  demo_wire_double (writer, "requests", sample->requests);
  demo_wire_double (writer, "errors", sample->errors);
  sio_writer_key (writer, "latency");
  sio_writer_begin_object (writer);
  demo_wire_double (writer, "p50", sample->p50);
  demo_wire_double (writer, "p95", sample->p95);
  demo_wire_double (writer, "p99", sample->p99);
  sio_writer_end (writer);
  demo_wire_double (writer, "memory", sample->memory);
  demo_wire_double (writer, "cpu", sample->cpu);
  demo_wire_int (writer, "queue", sample->queue);
  demo_wire_int (writer, "users", point->users);
  demo_traffic_write (&point->traffic, sample->time_ms, writer);
}

static void
write_series (SioWriter *writer)
{
  sio_writer_key (writer, "series");
  sio_writer_begin_array (writer);
  for (guint i = 0; i < G_N_ELEMENTS (series); i++)
    {
      sio_writer_begin_object (writer);
      demo_wire_string (writer, "id", series[i].id);
      demo_wire_string (writer, "name", series[i].name);
      demo_wire_string (writer, "unit", series[i].unit);
      sio_writer_end (writer);
    }
  sio_writer_end (writer);
}

static Point *
take_point (DemoFeed *self, gint64 time_ms)
{
  Point *point = g_new0 (Point, 1);

  point->sample = *demo_metrics_step (self->metrics, time_ms);
  demo_traffic_step (self->traffic, &point->sample, &point->traffic);
  point->users = demo_chat_get_n_online (self->chat);
  g_queue_push_tail (&self->points, point);
  if (g_queue_get_length (&self->points) > DEMO_HISTORY_SECONDS)
    g_free (g_queue_pop_head (&self->points));
  return point;
}

static void
emit (DemoFeed *self, SioWriter *event)
{
  g_autoptr (SioWriter) writer = event;
  g_autoptr (SioArgs) args = sio_writer_finish (writer);

  if (self->adapter != NULL)
    demo_adapter_emit (self->adapter, NULL, NULL, args);
}

void
demo_feed_alert (DemoFeed *self, const char *title, const char *body, const char *level, const char *room_id)
{
  gint64 now_ms = eio_clock_get_wall (self->clock) / 1000;
  g_autofree char *id = g_strdup_printf ("alert-%" G_GINT64_FORMAT "-%u", now_ms, ++self->n_alerts);
  SioWriter *event = demo_wire_event ("alert");

  demo_wire_string (event, "id", id);
  demo_wire_string (event, "title", title);
  demo_wire_string (event, "body", body);
  demo_wire_string (event, "level", level);
  demo_wire_string (event, "room", room_id);
  demo_wire_int (event, "time", now_ms);
  emit (self, event);
}

static void
report_begin (DemoFeed *self, DemoIncident incident)
{
  const DemoSample *sample = demo_metrics_get_sample (self->metrics);
  g_autofree char *body = g_strdup_printf (incidents[incident].body, sample->p99, sample->queue);

  self->alerted = incident;
  demo_feed_alert (self, incidents[incident].title, body, "error", "ops");
  if (self->func != NULL)
    self->func (incident, TRUE, self->user_data);
}

static void
report_end (DemoFeed *self)
{
  const DemoSample *sample = demo_metrics_get_sample (self->metrics);
  DemoIncident incident = self->alerted;
  g_autofree char *body = g_strdup_printf ("p99 is %.0f ms, %.1f %% errors", sample->p99, sample->errors);

  self->alerted = DEMO_INCIDENT_NONE;
  demo_feed_alert (self, incidents[incident].resolved, body, "info", "ops");
  if (self->func != NULL)
    self->func (incident, FALSE, self->user_data);
}

static void
watch_incident (DemoFeed *self)
{
  DemoIncident incident = demo_metrics_get_incident (self->metrics);
  double severity = demo_metrics_get_severity (self->metrics);

  if (self->alerted != DEMO_INCIDENT_NONE && incident != self->alerted && severity < 1 - ALERT_SEVERITY)
    report_end (self);
  else if (self->alerted == DEMO_INCIDENT_NONE && incident != DEMO_INCIDENT_NONE && severity > ALERT_SEVERITY)
    report_begin (self, incident);
}

static void
tick_cb (gpointer user_data)
{
  DemoFeed *self = user_data;
  SioWriter *event = demo_wire_event ("metrics");

  self->timer = eio_clock_add_timeout (self->clock, TICK_MS, tick_cb, self);
  write_point (event, take_point (self, eio_clock_get_wall (self->clock) / 1000));
  emit (self, event);
  watch_incident (self);
}

static void
demo_feed_finalize (GObject *object)
{
  DemoFeed *self = DEMO_FEED (object);

  demo_feed_stop (self);
  g_queue_clear_full (&self->points, g_free);
  g_clear_pointer (&self->metrics, demo_metrics_free);
  g_clear_pointer (&self->traffic, demo_traffic_free);
  g_clear_object (&self->chat);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (demo_feed_parent_class)->finalize (object);
}

static void
demo_feed_class_init (DemoFeedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demo_feed_finalize;
}

static void
demo_feed_init (DemoFeed *self)
{
  g_queue_init (&self->points);
}

/**
 * demo_feed_new:
 * @seed: of the numbers
 * @clock: whose seconds
 * @chat: tells how many are online
 *
 * Five minutes of the past are there at once, so that no chart begins empty.
 *
 * Returns: (transfer full): a feed that does not tick yet
 */
DemoFeed *
demo_feed_new (guint32 seed, EioClock *clock, DemoChat *chat)
{
  DemoFeed *self = g_object_new (DEMO_TYPE_FEED, NULL);
  gint64 now_ms = eio_clock_get_wall (clock) / 1000;

  self->seed = seed;
  self->clock = g_object_ref (clock);
  self->chat = g_object_ref (chat);
  self->metrics = demo_metrics_new (seed);
  self->traffic = demo_traffic_new (seed + 1);
  for (guint i = DEMO_HISTORY_SECONDS; i > 0; i--)
    {
      if (i == CALM_BEFORE_SECONDS)
        demo_metrics_set_incident (self->metrics, DEMO_INCIDENT_NONE, i + FIRST_LIVE_INCIDENT_SECONDS);
      take_point (self, now_ms - i * 1000);
    }
  return self;
}

void
demo_feed_set_incident_func (DemoFeed *self, DemoFeedIncidentFunc func, gpointer user_data)
{
  self->func = func;
  self->user_data = user_data;
}

/* Nobody was online before the server ran; had it run, some would have come and gone until it is as it is now. */
static void
fill_past_users (DemoFeed *self)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (self->seed);
  guint now = demo_chat_get_n_online (self->chat);
  guint least = now > 2 ? now - 2 : 0;
  guint users = now;

  for (GList *l = self->points.tail; l != NULL; l = l->prev)
    {
      ((Point *) l->data)->users = users;
      if (g_rand_int_range (rand, 0, PRESENCE_CHANGE_SECONDS) == 0)
        users = users == least || (users < now + 1 && g_rand_boolean (rand)) ? users + 1 : users - 1;
    }
}

/**
 * demo_feed_start:
 * @self: the feed
 * @adapter: sends it
 *
 * Ticks from now on. Who is there at the start should be there by now.
 */
void
demo_feed_start (DemoFeed *self, DemoAdapter *adapter)
{
  fill_past_users (self);
  self->adapter = adapter;
  self->timer = eio_clock_add_timeout (self->clock, TICK_MS, tick_cb, self);
}

void
demo_feed_stop (DemoFeed *self)
{
  eio_clock_clear (self->clock, &self->timer);
  self->adapter = NULL;
}

void
demo_feed_send_history (DemoFeed *self, DemoSocket *socket)
{
  g_autoptr (SioWriter) event = demo_wire_event ("metrics history");
  g_autoptr (SioArgs) args = NULL;

  write_series (event);
  sio_writer_key (event, "points");
  sio_writer_begin_array (event);
  for (GList *l = self->points.head; l != NULL; l = l->next)
    {
      sio_writer_begin_object (event);
      write_point (event, l->data);
      sio_writer_end (event);
    }
  args = sio_writer_finish (event);
  demo_socket_emit (socket, args);
}

void
demo_feed_begin (DemoFeed *self, DemoIncident incident)
{
  if (self->alerted == DEMO_INCIDENT_NONE)
    demo_metrics_set_incident (self->metrics, incident, ASKED_INCIDENT_SECONDS);
}

const DemoSample *
demo_feed_get_sample (DemoFeed *self)
{
  return demo_metrics_get_sample (self->metrics);
}
