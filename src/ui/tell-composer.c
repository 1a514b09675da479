/* tell-composer.c: where a message is written: Enter sends, Shift+Enter breaks the line, one draft a room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-composer.h"

#include "tell-ui.h"

#include <glib/gi18n.h>

struct _TellComposer
{
  AdwBin parent_instance;
  GtkRevealer *note_revealer;
  GtkLabel *note_label;
  GtkWidget *entry_box;
  GtkTextView *text_view;
  GtkWidget *send_button;
  GtkWidget *placeholder;

  TellComposerMode mode;
  GHashTable *drafts; /* char *key → char *text */
  char *draft_key;
  gboolean restoring; /* the text changes, but nobody types */
};

G_DEFINE_TYPE (TellComposer, tell_composer, ADW_TYPE_BIN)

static GtkTextBuffer *
get_buffer (TellComposer *self)
{
  return gtk_text_view_get_buffer (self->text_view);
}

/* Nothing but white space is no message. */
static char *
dup_message (TellComposer *self)
{
  return g_strchomp (tell_composer_dup_text (self));
}

static void
update_sensitive (TellComposer *self)
{
  g_autofree char *text = tell_composer_dup_text (self);
  g_autofree char *message = dup_message (self);

  gtk_widget_set_visible (self->placeholder, *text == '\0');
  gtk_widget_set_sensitive (self->send_button, *message != '\0' && self->mode != TELL_COMPOSER_CLOSED);
}

static void
changed_cb (TellComposer *self)
{
  update_sensitive (self);
  if (!self->restoring)
    gtk_widget_activate_action (GTK_WIDGET (self), "room.typing", NULL);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys,
                guint keyval,
                guint keycode,
                GdkModifierType modifiers,
                TellComposer *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (keys));
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;

  if (!enter || (modifiers & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  /* While an input method composes, Enter is its own. */
  if (event != NULL && gtk_text_view_im_context_filter_keypress (self->text_view, event))
    return GDK_EVENT_STOP;
  tell_composer_send (self);
  return GDK_EVENT_STOP;
}

static const char *
mode_note (TellComposerMode mode)
{
  switch (mode)
    {
    case TELL_COMPOSER_QUEUES:
      return _ ("You are offline. What you send waits and goes out when the connection is back.");
    case TELL_COMPOSER_CLOSED:
      return _ ("Messages can’t be sent here.");
    case TELL_COMPOSER_READY:
    default:
      return "";
    }
}

static void
keep_draft (TellComposer *self)
{
  g_autofree char *text = tell_composer_dup_text (self);

  if (self->draft_key == NULL)
    return;
  if (*text == '\0')
    g_hash_table_remove (self->drafts, self->draft_key);
  else
    g_hash_table_insert (self->drafts, g_strdup (self->draft_key), g_steal_pointer (&text));
}

static gboolean
tell_composer_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TELL_COMPOSER (widget)->text_view));
}

static void
tell_composer_finalize (GObject *object)
{
  TellComposer *self = TELL_COMPOSER (object);

  g_hash_table_unref (self->drafts);
  g_free (self->draft_key);
  G_OBJECT_CLASS (tell_composer_parent_class)->finalize (object);
}

static void
tell_composer_class_init (TellComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tell_composer_finalize;
  widget_class->grab_focus = tell_composer_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, TellComposer, note_revealer);
  gtk_widget_class_bind_template_child (widget_class, TellComposer, note_label);
  gtk_widget_class_bind_template_child (widget_class, TellComposer, entry_box);
  gtk_widget_class_bind_template_child (widget_class, TellComposer, text_view);
  gtk_widget_class_bind_template_child (widget_class, TellComposer, send_button);
  gtk_widget_class_bind_template_child (widget_class, TellComposer, placeholder);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tell_composer_send);
}

static void
tell_composer_init (TellComposer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_signal_connect_object (get_buffer (self), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * tell_composer_new:
 *
 * Returns: an empty composer
 */
GtkWidget *
tell_composer_new (void)
{
  return g_object_new (TELL_TYPE_COMPOSER, NULL);
}

/**
 * tell_composer_get_mode:
 * @self: the composer
 *
 * Returns: what sending does now
 */
TellComposerMode
tell_composer_get_mode (TellComposer *self)
{
  g_return_val_if_fail (TELL_IS_COMPOSER (self), TELL_COMPOSER_CLOSED);
  return self->mode;
}

/**
 * tell_composer_set_mode:
 * @self: the composer
 * @mode: what sending does from now on; anything but ready is said in a line above
 */
void
tell_composer_set_mode (TellComposer *self, TellComposerMode mode)
{
  g_return_if_fail (TELL_IS_COMPOSER (self));

  self->mode = mode;
  if (mode != TELL_COMPOSER_READY)
    gtk_label_set_label (self->note_label, mode_note (mode));
  gtk_revealer_set_reveal_child (self->note_revealer, mode != TELL_COMPOSER_READY);
  gtk_widget_set_visible (self->entry_box, mode != TELL_COMPOSER_CLOSED);
  update_sensitive (self);
}

/**
 * tell_composer_set_draft:
 * @self: the composer
 * @key: (nullable): names the room whose draft is shown from now on
 */
void
tell_composer_set_draft (TellComposer *self, const char *key)
{
  const char *text = NULL;

  g_return_if_fail (TELL_IS_COMPOSER (self));

  if (g_strcmp0 (key, self->draft_key) == 0)
    return;
  keep_draft (self);
  g_free (self->draft_key);
  self->draft_key = g_strdup (key);
  text = key ? g_hash_table_lookup (self->drafts, key) : NULL;
  tell_composer_set_text (self, text ? text : "");
}

/**
 * tell_composer_dup_text:
 * @self: the composer
 *
 * Returns: (transfer full): what is written in it
 */
char *
tell_composer_dup_text (TellComposer *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (TELL_IS_COMPOSER (self), NULL);

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE);
}

/**
 * tell_composer_set_text:
 * @self: the composer
 * @text: what is written in it from now on; nobody is told that somebody types
 */
void
tell_composer_set_text (TellComposer *self, const char *text)
{
  g_return_if_fail (TELL_IS_COMPOSER (self));

  self->restoring = TRUE;
  gtk_text_buffer_set_text (get_buffer (self), text, -1);
  self->restoring = FALSE;
}

/**
 * tell_composer_send:
 * @self: the composer
 *
 * Hands what is written to the room.send action and starts afresh; white space alone is no message.
 */
void
tell_composer_send (TellComposer *self)
{
  g_autofree char *message = NULL;

  g_return_if_fail (TELL_IS_COMPOSER (self));

  message = dup_message (self);
  if (*message == '\0' || self->mode == TELL_COMPOSER_CLOSED)
    return;
  if (gtk_widget_activate_action (GTK_WIDGET (self), "room.send", "s", message))
    tell_composer_set_text (self, "");
}
