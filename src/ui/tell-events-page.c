/* tell-events-page.c: the events of a server that nothing binds yet, with how often they came.
 * Counts are looked up once a second while the page is in sight, however fast events arrive.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-events-page.h"

#include "tell-offer-bar.h"
#include "tell-session-text.h"
#include "tell-text.h"
#include "tell-ui.h"

#include <glib/gi18n.h>

#define REFRESH_S 1
#define MAX_SHOWN 200

struct _TellEventsPage
{
  AdwBin parent_instance;
  TellOfferBar *offer_bar;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkListBox *list_box;

  TellSession *session;
  GPtrArray *rows;   /* of borrowed AdwActionRow, one an event, in order of their first arrival */
  GPtrArray *counts; /* of borrowed GtkLabel, one a row */
  guint refresh_id;
};

G_DEFINE_TYPE (TellEventsPage, tell_events_page, ADW_TYPE_BIN)

static void
append_row (TellEventsPage *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *count = gtk_label_new ("");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), count);
  gtk_list_box_append (self->list_box, row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->counts, count);
}

static void
fill_row (TellEventsPage *self, guint i, const TellUnbound *event)
{
  g_autofree char *name = tell_text_to_plain (event->event);
  g_autofree char *nsp = tell_text_to_plain (event->nsp);
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, event->count);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows->pdata[i]), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows->pdata[i]), g_str_equal (nsp, "/") ? "" : nsp);
  gtk_label_set_label (GTK_LABEL (self->counts->pdata[i]), count);
}

static void
trim_rows (TellEventsPage *self, guint n)
{
  while (self->rows->len > n)
    {
      gtk_list_box_remove (self->list_box, self->rows->pdata[self->rows->len - 1]);
      g_ptr_array_set_size (self->rows, self->rows->len - 1);
      g_ptr_array_set_size (self->counts, self->counts->len - 1);
    }
}

static void
refresh (TellEventsPage *self)
{
  g_autoptr (GPtrArray) events = tell_engine_list_unbound (tell_session_get_engine (self->session));
  guint n = MIN (events->len, MAX_SHOWN);
  g_autofree char *state = tell_session_dup_state_text (self->session);
  gboolean connected = tell_session_get_state (self->session) == TELL_SESSION_CONNECTED &&
                       !tell_session_is_recorded (self->session);

  trim_rows (self, n);
  while (self->rows->len < n)
    append_row (self);
  for (guint i = 0; i < n; i++)
    fill_row (self, i, events->pdata[i]);
  adw_status_page_set_description (self->empty_page,
                                   connected
                                       ? _ ("Connected. What the server sends appears here as it arrives.")
                                       : state);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "events" : "empty");
}

static gboolean
refresh_cb (gpointer user_data)
{
  refresh (user_data);
  return G_SOURCE_CONTINUE;
}

/* Nobody looks, nothing is looked up. */
static void
update_refresh (TellEventsPage *self)
{
  gboolean wanted = self->session != NULL && gtk_widget_get_mapped (GTK_WIDGET (self));

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (!wanted)
    return;
  refresh (self);
  self->refresh_id = g_timeout_add_seconds (REFRESH_S, refresh_cb, self);
}

static void
tell_events_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tell_events_page_parent_class)->map (widget);
  update_refresh (TELL_EVENTS_PAGE (widget));
}

static void
tell_events_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tell_events_page_parent_class)->unmap (widget);
  update_refresh (TELL_EVENTS_PAGE (widget));
}

static void
tell_events_page_dispose (GObject *object)
{
  TellEventsPage *self = TELL_EVENTS_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (tell_events_page_parent_class)->dispose (object);
}

static void
tell_events_page_finalize (GObject *object)
{
  g_ptr_array_unref (TELL_EVENTS_PAGE (object)->rows);
  g_ptr_array_unref (TELL_EVENTS_PAGE (object)->counts);
  G_OBJECT_CLASS (tell_events_page_parent_class)->finalize (object);
}

static void
tell_events_page_class_init (TellEventsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tell_events_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tell_events_page_finalize;
  g_type_ensure (TELL_TYPE_OFFER_BAR);
  widget_class->map = tell_events_page_map;
  widget_class->unmap = tell_events_page_unmap;
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-events-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TellEventsPage, offer_bar);
  gtk_widget_class_bind_template_child (widget_class, TellEventsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TellEventsPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, TellEventsPage, list_box);
}

static void
tell_events_page_init (TellEventsPage *self)
{
  self->rows = g_ptr_array_new ();
  self->counts = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tell_events_page_new:
 *
 * Returns: an empty page
 */
GtkWidget *
tell_events_page_new (void)
{
  return g_object_new (TELL_TYPE_EVENTS_PAGE, NULL);
}

/**
 * tell_events_page_set_session:
 * @self: the page
 * @session: (nullable): whose events to show
 */
void
tell_events_page_set_session (TellEventsPage *self, TellSession *session)
{
  g_return_if_fail (TELL_IS_EVENTS_PAGE (self));

  if (!g_set_object (&self->session, session))
    return;
  tell_offer_bar_set_session (self->offer_bar, session);
  trim_rows (self, 0);
  update_refresh (self);
}

/**
 * tell_events_page_get_n_events:
 * @self: the page
 *
 * Returns: how many events it lists
 */
guint
tell_events_page_get_n_events (TellEventsPage *self)
{
  g_return_val_if_fail (TELL_IS_EVENTS_PAGE (self), 0);
  return self->rows->len;
}
