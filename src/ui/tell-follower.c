/* tell-follower.c: keeps a scrolled list at its end while the end is in sight.
 *
 * A list view guesses the height of rows that it has not made yet, so its end moves for a moment after a change. While
 * FOLLOWING, every move of the end is followed; it ends when a person scrolls up and begins again at the end.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-follower.h"

#define END_SLACK       24                          /* pixels from the end that still count as the end */
#define FOLLOW_PRIORITY (G_PRIORITY_HIGH_IDLE + 15) /* after sizes are known, before the frame is drawn */

struct _TellFollower
{
  GObject parent_instance;
  GtkAdjustment *adjustment;
  gboolean following;
  double last_value, last_upper;
  guint follow_id;
};

enum
{
  PROP_0,
  PROP_FOLLOWING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_TYPE (TellFollower, tell_follower, G_TYPE_OBJECT)

static gboolean
is_at_end (TellFollower *self)
{
  double end = gtk_adjustment_get_upper (self->adjustment) - gtk_adjustment_get_page_size (self->adjustment);

  return gtk_adjustment_get_value (self->adjustment) >= end - END_SLACK;
}

static void
set_following (TellFollower *self, gboolean following)
{
  if (self->following == following)
    return;
  self->following = following;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOLLOWING]);
}

static gboolean
follow_idle_cb (gpointer user_data)
{
  TellFollower *self = user_data;

  self->follow_id = 0;
  if (self->following)
    gtk_adjustment_set_value (self->adjustment, gtk_adjustment_get_upper (self->adjustment));
  return G_SOURCE_REMOVE;
}

/* The size changed: not inside the allocation that says so. */
static void
extent_changed_cb (TellFollower *self)
{
  if (self->following && self->follow_id == 0)
    self->follow_id = g_idle_add_full (FOLLOW_PRIORITY, follow_idle_cb, self, NULL);
}

/* Up while the extent stood still: a person did that, not the layout. */
static void
value_changed_cb (TellFollower *self)
{
  double value = gtk_adjustment_get_value (self->adjustment);
  double upper = gtk_adjustment_get_upper (self->adjustment);
  gboolean moved_up = value < self->last_value && upper == self->last_upper;

  self->last_value = value;
  self->last_upper = upper;
  if (is_at_end (self))
    set_following (self, TRUE);
  else if (moved_up && self->follow_id == 0)
    set_following (self, FALSE);
  else
    extent_changed_cb (self);
}

static void
tell_follower_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_FOLLOWING:
      g_value_set_boolean (value, TELL_FOLLOWER (object)->following);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tell_follower_finalize (GObject *object)
{
  TellFollower *self = TELL_FOLLOWER (object);

  g_clear_handle_id (&self->follow_id, g_source_remove);
  g_clear_object (&self->adjustment);
  G_OBJECT_CLASS (tell_follower_parent_class)->finalize (object);
}

static void
tell_follower_class_init (TellFollowerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tell_follower_finalize;
  object_class->get_property = tell_follower_get_property;
  props[PROP_FOLLOWING] =
      g_param_spec_boolean ("following", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tell_follower_init (TellFollower *self)
{
  self->following = TRUE;
}

/**
 * tell_follower_new:
 * @adjustment: the vertical one of a scrolled list
 *
 * Returns: (transfer full): one that keeps it at its end
 */
TellFollower *
tell_follower_new (GtkAdjustment *adjustment)
{
  TellFollower *self = g_object_new (TELL_TYPE_FOLLOWER, NULL);

  self->adjustment = g_object_ref (adjustment);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (extent_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * tell_follower_restart:
 * @self: the follower
 *
 * The list shows something else: from its end. Nothing moves before that is laid out, for a list view that knows no rows yet
 * can't.
 */
void
tell_follower_restart (TellFollower *self)
{
  g_return_if_fail (TELL_IS_FOLLOWER (self));

  g_clear_handle_id (&self->follow_id, g_source_remove);
  self->last_upper = -1;
  set_following (self, TRUE);
}

/**
 * tell_follower_get_following:
 * @self: the follower
 *
 * Returns: whether the end is in sight and kept there
 */
gboolean
tell_follower_get_following (TellFollower *self)
{
  g_return_val_if_fail (TELL_IS_FOLLOWER (self), FALSE);
  return self->following;
}

/**
 * tell_follower_go_to_end:
 * @self: the follower
 *
 * Goes to the end and stays with it.
 */
void
tell_follower_go_to_end (TellFollower *self)
{
  g_return_if_fail (TELL_IS_FOLLOWER (self));

  set_following (self, TRUE);
  gtk_adjustment_set_value (self->adjustment, gtk_adjustment_get_upper (self->adjustment));
  extent_changed_cb (self);
}
