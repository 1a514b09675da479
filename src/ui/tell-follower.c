/* tell-follower.c: keeps a scrolled list at its end while the end is in sight.
 *
 * A list view guesses the height of rows that it has not made yet, so its end moves for a moment after a change. While
 * FOLLOWING, every move of the end is followed; it ends when a person scrolls up and begins again at the end.
 * Following waits for the frame clock's layout phase: at any other time rows may have come or gone that have no place yet,
 * and a list view can't scroll to them (it says so with a warning).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-follower.h"

#define END_SLACK 24 /* pixels from the end that still count as the end */

struct _TellFollower
{
  GObject parent_instance;
  GtkWidget *scroller; /* weak */
  GtkAdjustment *adjustment;
  gboolean following;
  double last_value, last_upper;
  GdkFrameClock *clock; /* while a follow is due */
  gulong layout_id;     /* on it */
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

static void
stop_waiting (TellFollower *self)
{
  /* A clock that went with its window has let go of its handlers. */
  if (self->clock != NULL && g_signal_handler_is_connected (self->clock, self->layout_id))
    g_signal_handler_disconnect (self->clock, self->layout_id);
  g_clear_object (&self->clock);
}

/* Behind GTK's own layout: every row has its place, and what moves now is laid out again in the same frame. */
static void
layout_cb (TellFollower *self)
{
  stop_waiting (self);
  if (self->following)
    gtk_adjustment_set_value (self->adjustment, gtk_adjustment_get_upper (self->adjustment));
}

static void
extent_changed_cb (TellFollower *self)
{
  GdkFrameClock *clock = self->scroller ? gtk_widget_get_frame_clock (self->scroller) : NULL;

  if (self->clock != clock)
    stop_waiting (self);
  if (!self->following || clock == NULL)
    return;
  if (self->clock == NULL)
    {
      self->clock = g_object_ref (clock);
      self->layout_id = g_signal_connect_data (clock, "layout", G_CALLBACK (layout_cb), self, NULL,
                                               G_CONNECT_AFTER | G_CONNECT_SWAPPED);
    }
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
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
  else if (moved_up && self->clock == NULL)
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

  stop_waiting (self);
  g_clear_weak_pointer (&self->scroller);
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
 * @scroller: what scrolls a list
 *
 * Returns: (transfer full): one that keeps it at its end
 */
TellFollower *
tell_follower_new (GtkScrolledWindow *scroller)
{
  TellFollower *self = g_object_new (TELL_TYPE_FOLLOWER, NULL);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);

  g_set_weak_pointer (&self->scroller, GTK_WIDGET (scroller));
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

  stop_waiting (self);
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
  extent_changed_cb (self);
}
