/* tell-notification.c: something a person is to be told, once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-notification.h"

struct _TellNotification
{
  GObject parent_instance;

  char *id; /* nullable */
  char *title;
  char *body; /* nullable */
  char *room; /* id, nullable */
  TellLevel level;
  gint64 time; /* ms since 1970 */
};

enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_BODY,
  PROP_LEVEL,
  PROP_ROOM,
  PROP_TIME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TellNotification, tell_notification, G_TYPE_OBJECT)

static void
tell_notification_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TellNotification *self = TELL_NOTIFICATION (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_BODY:
      g_value_set_string (value, self->body);
      break;
    case PROP_LEVEL:
      g_value_set_enum (value, self->level);
      break;
    case PROP_ROOM:
      g_value_set_string (value, self->room);
      break;
    case PROP_TIME:
      g_value_set_int64 (value, self->time);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tell_notification_finalize (GObject *object)
{
  TellNotification *self = TELL_NOTIFICATION (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->body);
  g_free (self->room);
  G_OBJECT_CLASS (tell_notification_parent_class)->finalize (object);
}

static void
tell_notification_class_init (TellNotificationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tell_notification_get_property;
  object_class->finalize = tell_notification_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_BODY] = g_param_spec_string ("body", NULL, NULL, NULL, flags);
  properties[PROP_LEVEL] = g_param_spec_enum ("level", NULL, NULL, TELL_TYPE_LEVEL, 0, flags);
  properties[PROP_ROOM] = g_param_spec_string ("room", NULL, NULL, NULL, flags);
  properties[PROP_TIME] = g_param_spec_int64 ("time", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tell_notification_init (TellNotification *self)
{
}

/**
 * tell_notification_new:
 * @id: (nullable): the document's id for it; the same id is told once
 * @body: (nullable): more than the title
 * @room: (nullable): the id of the room that a click opens
 * @time_ms: ms since 1970
 *
 * Returns: (transfer full): a notification, never changed again
 */
TellNotification *
tell_notification_new (const char *id,
                       const char *title,
                       const char *body,
                       TellLevel level,
                       const char *room,
                       gint64 time_ms)
{
  TellNotification *self = g_object_new (TELL_TYPE_NOTIFICATION, NULL);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->body = g_strdup (body);
  self->room = g_strdup (room);
  self->level = level;
  self->time = time_ms;
  return self;
}

const char *
tell_notification_get_id (TellNotification *self)
{
  g_return_val_if_fail (TELL_IS_NOTIFICATION (self), NULL);

  return self->id;
}

const char *
tell_notification_get_title (TellNotification *self)
{
  g_return_val_if_fail (TELL_IS_NOTIFICATION (self), NULL);

  return self->title;
}

const char *
tell_notification_get_body (TellNotification *self)
{
  g_return_val_if_fail (TELL_IS_NOTIFICATION (self), NULL);

  return self->body;
}

TellLevel
tell_notification_get_level (TellNotification *self)
{
  g_return_val_if_fail (TELL_IS_NOTIFICATION (self), TELL_LEVEL_INFO);

  return self->level;
}

const char *
tell_notification_get_room (TellNotification *self)
{
  g_return_val_if_fail (TELL_IS_NOTIFICATION (self), NULL);

  return self->room;
}

gint64
tell_notification_get_time (TellNotification *self)
{
  g_return_val_if_fail (TELL_IS_NOTIFICATION (self), 0);

  return self->time;
}
