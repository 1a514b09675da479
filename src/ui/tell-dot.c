/* tell-dot.c: a small lamp: how a connection or a person stands, by colour and by shape.
 * The shape differs too (filled, half, hollow), for who can't tell the colours apart.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-dot.h"

#include <glib/gi18n.h>

#define DOT_SIZE 10

struct _TellDot
{
  GtkWidget parent_instance;
  char *look; /* also its style class */
};

G_DEFINE_TYPE (TellDot, tell_dot, GTK_TYPE_WIDGET)

static const char *
presence_label (TellPresence presence)
{
  switch (presence)
    {
    case TELL_PRESENCE_ONLINE:
      return _ ("Online");
    case TELL_PRESENCE_AWAY:
      return _ ("Away");
    case TELL_PRESENCE_OFFLINE:
      return _ ("Offline");
    case TELL_PRESENCE_UNKNOWN:
    default:
      return _ ("Presence not provided");
    }
}

static void
tell_dot_finalize (GObject *object)
{
  g_free (TELL_DOT (object)->look);
  G_OBJECT_CLASS (tell_dot_parent_class)->finalize (object);
}

static void
tell_dot_class_init (TellDotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tell_dot_finalize;
  gtk_widget_class_set_css_name (widget_class, "dot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
tell_dot_init (TellDot *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self), DOT_SIZE, DOT_SIZE);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * tell_dot_new:
 *
 * Returns: a dot that shows nothing yet
 */
GtkWidget *
tell_dot_new (void)
{
  return g_object_new (TELL_TYPE_DOT, NULL);
}

/**
 * tell_dot_set:
 * @self: the dot
 * @look: "online", "away", "offline", "unknown", "busy" or "error"
 * @label: the same in words, for the tooltip and for who listens
 */
void
tell_dot_set (TellDot *self, const char *look, const char *label)
{
  g_return_if_fail (TELL_IS_DOT (self));

  if (self->look != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->look);
  g_free (self->look);
  self->look = g_strdup (look);
  gtk_widget_add_css_class (GTK_WIDGET (self), look);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * tell_dot_get_look:
 * @self: the dot
 *
 * Returns: (nullable): what was set last
 */
const char *
tell_dot_get_look (TellDot *self)
{
  g_return_val_if_fail (TELL_IS_DOT (self), NULL);
  return self->look;
}

/**
 * tell_dot_set_presence:
 * @self: the dot
 * @presence: how somebody stands
 */
void
tell_dot_set_presence (TellDot *self, TellPresence presence)
{
  const char *looks[] = {
    [TELL_PRESENCE_UNKNOWN] = "unknown",
    [TELL_PRESENCE_ONLINE] = "online",
    [TELL_PRESENCE_AWAY] = "away",
    [TELL_PRESENCE_OFFLINE] = "offline",
  };

  tell_dot_set (self, looks[MIN (presence, TELL_PRESENCE_OFFLINE)], presence_label (presence));
}
