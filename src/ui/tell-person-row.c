/* tell-person-row.c: one person: lamp, name, what they do, when they were seen last.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-person-row.h"

#include "tell-dot.h"
#include "tell-text.h"
#include "tell-ui.h"

#include <glib/gi18n.h>

struct _TellPersonRow
{
  AdwBin parent_instance;
  TellDot *dot;
  GtkLabel *name_label;
  GtkLabel *detail_label;

  TellPerson *person;
  GSignalGroup *person_signals;
};

enum
{
  PROP_0,
  PROP_PERSON,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_TYPE (TellPersonRow, tell_person_row, ADW_TYPE_BIN)

static char *
dup_last_seen (TellPerson *person)
{
  gint64 seen_ms = tell_person_get_last_seen (person);
  gint64 now_ms = g_get_real_time () / 1000;
  g_autofree char *time = tell_text_format_time (seen_ms);
  g_autofree char *day = tell_text_format_day (seen_ms, now_ms);

  if (tell_person_get_state (person) != TELL_PRESENCE_OFFLINE || seen_ms == 0)
    return g_strdup ("");
  if (tell_text_get_day (seen_ms) == tell_text_get_day (now_ms))
    /* Translators: %s is a time of today */
    return g_strdup_printf (_ ("Last seen %s"), time);
  /* Translators: a day and a time, "Last seen Yesterday, 14:05" */
  return g_strdup_printf (_ ("Last seen %s, %s"), day, time);
}

static void
update (TellPersonRow *self)
{
  g_autofree char *name = tell_text_to_plain (tell_person_get_name (self->person));
  g_autofree char *detail = tell_text_to_plain (tell_person_get_detail (self->person));
  g_autofree char *seen = dup_last_seen (self->person);
  /* Translators: %s is the name of the person who uses this program */
  g_autofree char *mine = g_strdup_printf (_ ("%s (you)"), name);
  gboolean gone = tell_person_get_state (self->person) == TELL_PRESENCE_OFFLINE;

  tell_dot_set_presence (self->dot, tell_person_get_state (self->person));
  gtk_label_set_label (self->name_label, tell_person_get_me (self->person) ? mine : name);
  gtk_label_set_label (self->detail_label, *detail ? detail : seen);
  gtk_widget_set_visible (GTK_WIDGET (self->detail_label), *detail != '\0' || *seen != '\0');
  (gone ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self->name_label),
                                                                   "dim-label");
}

static void
person_changed_cb (TellPersonRow *self)
{
  if (self->person != NULL)
    update (self);
}

static void
tell_person_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PERSON:
      g_value_set_object (value, TELL_PERSON_ROW (object)->person);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tell_person_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PERSON:
      tell_person_row_set_person (TELL_PERSON_ROW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tell_person_row_dispose (GObject *object)
{
  TellPersonRow *self = TELL_PERSON_ROW (object);

  g_clear_object (&self->person);
  g_clear_object (&self->person_signals);
  G_OBJECT_CLASS (tell_person_row_parent_class)->dispose (object);
}

static void
tell_person_row_class_init (TellPersonRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tell_person_row_dispose;
  object_class->get_property = tell_person_row_get_property;
  object_class->set_property = tell_person_row_set_property;
  props[PROP_PERSON] =
      g_param_spec_object ("person", NULL, NULL, TELL_TYPE_PERSON,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-person-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TellPersonRow, dot);
  gtk_widget_class_bind_template_child (widget_class, TellPersonRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, TellPersonRow, detail_label);
}

static void
tell_person_row_init (TellPersonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->person_signals = g_signal_group_new (TELL_TYPE_PERSON);
  g_signal_group_connect_swapped (self->person_signals, "notify", G_CALLBACK (person_changed_cb), self);
}

/**
 * tell_person_row_set_person:
 * @self: the row
 * @person: (nullable): whom to show
 */
void
tell_person_row_set_person (TellPersonRow *self, TellPerson *person)
{
  g_return_if_fail (TELL_IS_PERSON_ROW (self));

  if (!g_set_object (&self->person, person))
    return;
  g_signal_group_set_target (self->person_signals, person);
  person_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PERSON]);
}
