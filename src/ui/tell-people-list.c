/* tell-people-list.c: the people of a room or a server with their lamps: the pane beside a chat, and the people panel.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-people-list.h"

#include "tell-roster.h"
#include "tell-ui.h"

#include <glib/gi18n.h>

struct _TellPeopleList
{
  AdwBin parent_instance;
  GtkLabel *title_label;
  GtkLabel *summary_label;
  GtkListView *list_view;

  TellRoster *roster;
};

G_DEFINE_TYPE (TellPeopleList, tell_people_list, ADW_TYPE_BIN)

static void
summary_changed_cb (TellPeopleList *self)
{
  const char *summary = self->roster ? tell_roster_get_summary (self->roster) : NULL;

  /* A server that tells nothing is not a server on which nobody is. */
  gtk_label_set_label (self->summary_label, summary ? summary : _ ("Not provided by this server"));
}

static void
drop_roster (TellPeopleList *self)
{
  if (self->roster == NULL)
    return;
  gtk_list_view_set_model (self->list_view, NULL);
  g_signal_handlers_disconnect_by_data (self->roster, self);
  g_clear_object (&self->roster);
}

static void
tell_people_list_dispose (GObject *object)
{
  drop_roster (TELL_PEOPLE_LIST (object));
  G_OBJECT_CLASS (tell_people_list_parent_class)->dispose (object);
}

static void
tell_people_list_class_init (TellPeopleListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tell_people_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-people-list.ui");
  gtk_widget_class_bind_template_child (widget_class, TellPeopleList, title_label);
  gtk_widget_class_bind_template_child (widget_class, TellPeopleList, summary_label);
  gtk_widget_class_bind_template_child (widget_class, TellPeopleList, list_view);
}

static void
tell_people_list_init (TellPeopleList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  summary_changed_cb (self);
}

/**
 * tell_people_list_new:
 *
 * Returns: a list of nobody
 */
GtkWidget *
tell_people_list_new (void)
{
  return g_object_new (TELL_TYPE_PEOPLE_LIST, NULL);
}

/**
 * tell_people_list_set_source:
 * @self: the list
 * @store: (nullable): what is known of a server
 * @room: (nullable): one of its rooms, %NULL for the server as a whole
 */
void
tell_people_list_set_source (TellPeopleList *self, TellStore *store, TellRoom *room)
{
  g_return_if_fail (TELL_IS_PEOPLE_LIST (self));

  drop_roster (self);
  if (store != NULL)
    {
      g_autoptr (GtkNoSelection) selection = NULL;

      self->roster = tell_roster_new (store, room);
      selection = gtk_no_selection_new (g_object_ref (tell_roster_get_people (self->roster)));
      gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
      g_signal_connect_swapped (self->roster, "notify::summary", G_CALLBACK (summary_changed_cb), self);
    }
  summary_changed_cb (self);
}

/**
 * tell_people_list_set_title:
 * @self: the list
 * @title: its heading
 */
void
tell_people_list_set_title (TellPeopleList *self, const char *title)
{
  g_return_if_fail (TELL_IS_PEOPLE_LIST (self));
  gtk_label_set_label (self->title_label, title);
}

/**
 * tell_people_list_get_summary:
 * @self: the list
 *
 * Returns: what it says about how many there are
 */
const char *
tell_people_list_get_summary (TellPeopleList *self)
{
  g_return_val_if_fail (TELL_IS_PEOPLE_LIST (self), NULL);
  return gtk_label_get_label (self->summary_label);
}
