/* tell-typing-label.c: who types in a room: "Ann is typing…".
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-typing-label.h"

#include "tell-text.h"

#include <glib/gi18n.h>

struct _TellTypingLabel
{
  AdwBin parent_instance;
  GtkLabel *label;
  TellRoom *room;
  GSignalGroup *typing_signals;
};

G_DEFINE_TYPE (TellTypingLabel, tell_typing_label, ADW_TYPE_BIN)

/* The names of those who type, without us. */
static GPtrArray *
list_names (GListModel *typing)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (typing); i++)
    {
      g_autoptr (TellPerson) person = g_list_model_get_item (typing, i);

      if (!tell_person_get_me (person))
        g_ptr_array_add (names, tell_text_to_plain (tell_person_get_name (person)));
    }
  return names;
}

static char *
dup_text (GListModel *typing)
{
  g_autoptr (GPtrArray) names = list_names (typing);

  if (names->len == 0)
    return g_strdup ("");
  if (names->len == 1)
    /* Translators: %s is a name */
    return g_strdup_printf (_ ("%s is typing…"), (char *) names->pdata[0]);
  if (names->len == 2)
    /* Translators: two names */
    return g_strdup_printf (_ ("%s and %s are typing…"), (char *) names->pdata[0], (char *) names->pdata[1]);
  return g_strdup_printf (ngettext ("%u person is typing…", "%u people are typing…", names->len), names->len);
}

static void
update (TellTypingLabel *self)
{
  g_autofree char *text = self->room ? dup_text (tell_room_get_typing (self->room)) : g_strdup ("");

  gtk_label_set_label (self->label, text);
}

static void
tell_typing_label_dispose (GObject *object)
{
  TellTypingLabel *self = TELL_TYPING_LABEL (object);

  g_clear_object (&self->typing_signals);
  g_clear_object (&self->room);
  G_OBJECT_CLASS (tell_typing_label_parent_class)->dispose (object);
}

static void
tell_typing_label_class_init (TellTypingLabelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tell_typing_label_dispose;
}

static void
tell_typing_label_init (TellTypingLabel *self)
{
  self->label = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self), "typing");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
  self->typing_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->typing_signals, "items-changed", G_CALLBACK (update), self);
}

/**
 * tell_typing_label_set_room:
 * @self: the label
 * @room: (nullable): where they type
 */
void
tell_typing_label_set_room (TellTypingLabel *self, TellRoom *room)
{
  g_return_if_fail (TELL_IS_TYPING_LABEL (self));

  if (!g_set_object (&self->room, room))
    return;
  g_signal_group_set_target (self->typing_signals, room ? tell_room_get_typing (room) : NULL);
  update (self);
}

/**
 * tell_typing_label_get_text:
 * @self: the label
 *
 * Returns: what it says, "" when nobody types
 */
const char *
tell_typing_label_get_text (TellTypingLabel *self)
{
  g_return_val_if_fail (TELL_IS_TYPING_LABEL (self), NULL);
  return gtk_label_get_label (self->label);
}
