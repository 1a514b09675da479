/* tell-follower.h: keeps a scrolled list at its end while the end is in sight.
 * Property: following.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TELL_TYPE_FOLLOWER (tell_follower_get_type ())
G_DECLARE_FINAL_TYPE (TellFollower, tell_follower, TELL, FOLLOWER, GObject)

TellFollower *tell_follower_new           (GtkScrolledWindow *scroller);
gboolean      tell_follower_get_following (TellFollower  *self);
void          tell_follower_restart       (TellFollower  *self);
void          tell_follower_go_to_end     (TellFollower  *self); /* and stays there */

G_END_DECLS
