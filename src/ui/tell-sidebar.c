/* tell-sidebar.c: servers, their pages and their rooms.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-sidebar.h"

#include "tell-place-row.h"
#include "tell-ui.h"

struct _TellSidebar
{
  AdwBin parent_instance;
  GtkListView *list_view;

  GListModel *places;
  GtkSingleSelection *selection;
  TellPlace *current; /* nullable */
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE (TellSidebar, tell_sidebar, ADW_TYPE_BIN)

static guint
find_place (TellSidebar *self, TellPlace *wanted)
{
  guint n = self->places ? g_list_model_get_n_items (self->places) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TellPlace) place = g_list_model_get_item (self->places, i);

      if (tell_place_equal (place, wanted))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
select_current (TellSidebar *self)
{
  if (self->selection != NULL)
    gtk_single_selection_set_selected (self->selection, find_place (self, self->current));
}

static void
activate_cb (GtkListView *list_view, guint position, TellSidebar *self)
{
  g_autoptr (TellPlace) place = g_list_model_get_item (self->places, position);

  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, place);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, tell_place_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  TellPlace *place = gtk_list_item_get_item (item);
  gboolean page = tell_place_get_kind (place) != TELL_PLACE_SERVER;

  gtk_list_item_set_activatable (item, page);
  gtk_list_item_set_selectable (item, page);
  tell_place_row_set_place (TELL_PLACE_ROW (gtk_list_item_get_child (item)), place);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  tell_place_row_set_place (TELL_PLACE_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
tell_sidebar_dispose (GObject *object)
{
  TellSidebar *self = TELL_SIDEBAR (object);

  tell_sidebar_set_places (self, NULL);
  g_clear_object (&self->current);
  G_OBJECT_CLASS (tell_sidebar_parent_class)->dispose (object);
}

static void
tell_sidebar_class_init (TellSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tell_sidebar_dispose;
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", TELL_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, TELL_TYPE_PLACE);
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, TellSidebar, list_view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
tell_sidebar_init (TellSidebar *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list_view, factory);
}

/**
 * tell_sidebar_new:
 *
 * Returns: an empty sidebar
 */
GtkWidget *
tell_sidebar_new (void)
{
  return g_object_new (TELL_TYPE_SIDEBAR, NULL);
}

static void
create_selection (TellSidebar *self)
{
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, self->places);
  /* The list selects what the pointer passes over and what the keys move to; what is selected here is the page that is open. */
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (select_current), self,
                           G_CONNECT_SWAPPED);
  /* What is selected goes with its row; when the row comes back, it is where we still are. */
  g_signal_connect_object (self->places, "items-changed", G_CALLBACK (select_current), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
}

/**
 * tell_sidebar_set_places:
 * @self: the sidebar
 * @places: (nullable): a list of #TellPlace
 */
void
tell_sidebar_set_places (TellSidebar *self, GListModel *places)
{
  g_return_if_fail (TELL_IS_SIDEBAR (self));

  if (self->places == places)
    return;
  if (self->places != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->places, select_current, self);
      gtk_list_view_set_model (self->list_view, NULL);
    }
  g_clear_object (&self->selection);
  g_set_object (&self->places, places);
  if (places == NULL)
    return;
  create_selection (self);
  select_current (self);
}

/**
 * tell_sidebar_set_current:
 * @self: the sidebar
 * @place: (nullable): where the window is
 */
void
tell_sidebar_set_current (TellSidebar *self, TellPlace *place)
{
  g_return_if_fail (TELL_IS_SIDEBAR (self));

  g_set_object (&self->current, place);
  select_current (self);
}

/**
 * tell_sidebar_dup_next:
 * @self: the sidebar
 * @step: 1 for the page below, -1 for the one above
 *
 * Returns: (transfer full) (nullable): the next page, around the end; servers are headings and passed over
 */
TellPlace *
tell_sidebar_dup_next (TellSidebar *self, int step)
{
  guint n = self->places ? g_list_model_get_n_items (self->places) : 0;
  guint position = find_place (self, self->current);

  if (position == GTK_INVALID_LIST_POSITION)
    position = step > 0 ? n - 1 : 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TellPlace) place = NULL;

      position = (position + n + step) % n;
      place = g_list_model_get_item (self->places, position);
      if (tell_place_get_kind (place) != TELL_PLACE_SERVER)
        return g_steal_pointer (&place);
    }
  return NULL;
}
