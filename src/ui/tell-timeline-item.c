/* tell-timeline-item.c: a message with what its neighbours make of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-timeline-private.h"

struct _TellTimelineItem
{
  GObject parent_instance;
  TellMessage *message;
  gboolean starts_day;
  gboolean starts_group;
  gboolean starts_unread;
};

enum
{
  PROP_0,
  PROP_MESSAGE,
  PROP_STARTS_DAY,
  PROP_STARTS_GROUP,
  PROP_STARTS_UNREAD,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_TYPE (TellTimelineItem, tell_timeline_item, G_TYPE_OBJECT)

static void
tell_timeline_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TellTimelineItem *self = TELL_TIMELINE_ITEM (object);

  switch (id)
    {
    case PROP_MESSAGE:
      g_value_set_object (value, self->message);
      break;
    case PROP_STARTS_DAY:
      g_value_set_boolean (value, self->starts_day);
      break;
    case PROP_STARTS_GROUP:
      g_value_set_boolean (value, self->starts_group);
      break;
    case PROP_STARTS_UNREAD:
      g_value_set_boolean (value, self->starts_unread);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tell_timeline_item_finalize (GObject *object)
{
  g_clear_object (&TELL_TIMELINE_ITEM (object)->message);
  G_OBJECT_CLASS (tell_timeline_item_parent_class)->finalize (object);
}

static GParamSpec *
flag_spec (const char *name)
{
  return g_param_spec_boolean (name, NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
tell_timeline_item_class_init (TellTimelineItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tell_timeline_item_get_property;
  object_class->finalize = tell_timeline_item_finalize;
  props[PROP_MESSAGE] = g_param_spec_object ("message", NULL, NULL, TELL_TYPE_MESSAGE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_STARTS_DAY] = flag_spec ("starts-day");
  props[PROP_STARTS_GROUP] = flag_spec ("starts-group");
  props[PROP_STARTS_UNREAD] = flag_spec ("starts-unread");
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tell_timeline_item_init (TellTimelineItem *self)
{
}

static void
set_flag (TellTimelineItem *self, gboolean *flag, gboolean value, guint prop)
{
  if (*flag == value)
    return;
  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

TellTimelineItem *
tell_timeline_item_new (TellMessage *message)
{
  TellTimelineItem *self = g_object_new (TELL_TYPE_TIMELINE_ITEM, NULL);

  self->message = g_object_ref (message);
  return self;
}

void
tell_timeline_item_set_starts (TellTimelineItem *self, gboolean day, gboolean group)
{
  set_flag (self, &self->starts_day, day, PROP_STARTS_DAY);
  set_flag (self, &self->starts_group, group, PROP_STARTS_GROUP);
}

void
tell_timeline_item_set_starts_unread (TellTimelineItem *self, gboolean unread)
{
  set_flag (self, &self->starts_unread, unread, PROP_STARTS_UNREAD);
}

/**
 * tell_timeline_item_get_message:
 * @self: the row
 *
 * Returns: (transfer none): its message
 */
TellMessage *
tell_timeline_item_get_message (TellTimelineItem *self)
{
  g_return_val_if_fail (TELL_IS_TIMELINE_ITEM (self), NULL);
  return self->message;
}

/**
 * tell_timeline_item_get_starts_day:
 * @self: the row
 *
 * Returns: whether it is the first of its day
 */
gboolean
tell_timeline_item_get_starts_day (TellTimelineItem *self)
{
  g_return_val_if_fail (TELL_IS_TIMELINE_ITEM (self), FALSE);
  return self->starts_day;
}

/**
 * tell_timeline_item_get_starts_group:
 * @self: the row
 *
 * Returns: whether it shows who speaks; a later one of the same group does not
 */
gboolean
tell_timeline_item_get_starts_group (TellTimelineItem *self)
{
  g_return_val_if_fail (TELL_IS_TIMELINE_ITEM (self), FALSE);
  return self->starts_group;
}

/**
 * tell_timeline_item_get_starts_unread:
 * @self: the row
 *
 * Returns: whether it is the first that was not read yet
 */
gboolean
tell_timeline_item_get_starts_unread (TellTimelineItem *self)
{
  g_return_val_if_fail (TELL_IS_TIMELINE_ITEM (self), FALSE);
  return self->starts_unread;
}
