/* tell-connection-banner.c: stays while a server can't be reached: why, when it tries again, and Retry now.
 *
 * A first connection that is only under way is not worth a banner; one that follows a loss is, until it is back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-connection-banner.h"

#include "tell-session-text.h"
#include "tell-text.h"
#include "tell-ui.h"

#include <glib/gi18n.h>

struct _TellConnectionBanner
{
  AdwBin parent_instance;
  GtkRevealer *revealer;
  GtkLabel *title_label;
  GtkLabel *countdown_label;
  GtkWidget *inputs_button;
  GtkWidget *retry_button;

  TellSession *session;
  GSignalGroup *session_signals;
  EioClock *clock; /* the one that tick_id belongs to */
  guint tick_id;
};

G_DEFINE_TYPE (TellConnectionBanner, tell_connection_banner, ADW_TYPE_BIN)

static void update_countdown (TellConnectionBanner *self);

static void
tick_cb (gpointer user_data)
{
  TellConnectionBanner *self = user_data;

  self->tick_id = 0;
  update_countdown (self);
}

static void
clear_tick (TellConnectionBanner *self)
{
  if (self->clock != NULL)
    eio_clock_clear (self->clock, &self->tick_id);
  g_clear_object (&self->clock);
}

/* Next when the number of seconds that is shown changes. */
static void
schedule_tick (TellConnectionBanner *self)
{
  EioClock *clock = tell_session_get_clock (self->session);
  gint64 left_us = tell_session_get_retry_at (self->session) - eio_clock_get_now (clock);
  guint ms = (guint) ((left_us - 1) % G_USEC_PER_SEC / 1000) + 1;

  clear_tick (self);
  if (tell_session_get_seconds_left (self->session) <= 0)
    return;
  self->clock = g_object_ref (clock);
  self->tick_id = eio_clock_add_timeout (clock, ms, tick_cb, self);
}

static void
update_countdown (TellConnectionBanner *self)
{
  g_autofree char *text = tell_session_dup_countdown_text (self->session);

  gtk_label_set_label (self->countdown_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->countdown_label), *text != '\0');
  schedule_tick (self);
}

static char *
dup_title (TellConnectionBanner *self)
{
  g_autofree char *reason = tell_text_to_plain (tell_session_get_reason (self->session));

  if (*reason != '\0')
    return g_steal_pointer (&reason);
  if (tell_session_get_state (self->session) == TELL_SESSION_IDLE)
    return g_strdup (_ ("Not connected"));
  return g_strdup (_ ("The connection is lost"));
}

static gboolean
is_worth_showing (TellConnectionBanner *self)
{
  switch (tell_session_get_state (self->session))
    {
    case TELL_SESSION_CONNECTED:
      return FALSE;
    case TELL_SESSION_CONNECTING: /* after a loss the reason stands until it is back, so nothing flickers */
      return tell_session_get_reason (self->session) != NULL;
    case TELL_SESSION_IDLE:
    case TELL_SESSION_WAITING:
    case TELL_SESSION_REFUSED:
    default:
      return TRUE;
    }
}

static void
update_buttons (TellConnectionBanner *self)
{
  TellSessionState state = tell_session_get_state (self->session);
  gboolean has_inputs = tell_document_get_inputs (tell_session_get_document (self->session))->len > 0;
  gboolean stands = state == TELL_SESSION_REFUSED || state == TELL_SESSION_IDLE;
  gboolean recorded = tell_session_is_recorded (self->session);

  gtk_widget_set_visible (self->inputs_button, stands && has_inputs && !recorded);
  gtk_widget_set_visible (self->retry_button, !recorded || tell_session_can_start (self->session));
  if (recorded)
    gtk_button_set_label (GTK_BUTTON (self->retry_button), _ ("_Play On"));
  else
    gtk_button_set_label (GTK_BUTTON (self->retry_button),
                          state == TELL_SESSION_IDLE ? _ ("_Connect") : _ ("_Retry Now"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "session.retry", state != TELL_SESSION_CONNECTING);
}

static void
update (TellConnectionBanner *self)
{
  gboolean show = self->session != NULL && is_worth_showing (self);

  if (show)
    {
      g_autofree char *title = dup_title (self);

      gtk_label_set_label (self->title_label, title);
      update_buttons (self);
      update_countdown (self);
    }
  else
    clear_tick (self);
  gtk_revealer_set_reveal_child (self->revealer, show);
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TellConnectionBanner *self = TELL_CONNECTION_BANNER (widget);
  TellSessionState state = self->session ? tell_session_get_state (self->session) : TELL_SESSION_CONNECTED;

  if (state == TELL_SESSION_WAITING)
    tell_session_retry_now (self->session);
  else if (state == TELL_SESSION_IDLE || state == TELL_SESSION_REFUSED)
    gtk_widget_activate_action (widget, "win.server-connect", "s", tell_session_get_id (self->session));
}

static void
inputs_cb (TellConnectionBanner *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.server-inputs", "s",
                              tell_session_get_id (self->session));
}

static void
tell_connection_banner_dispose (GObject *object)
{
  TellConnectionBanner *self = TELL_CONNECTION_BANNER (object);

  clear_tick (self);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (tell_connection_banner_parent_class)->dispose (object);
}

static void
tell_connection_banner_class_init (TellConnectionBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tell_connection_banner_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               TELL_UI_RESOURCES "ui/tell-connection-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, TellConnectionBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, TellConnectionBanner, title_label);
  gtk_widget_class_bind_template_child (widget_class, TellConnectionBanner, countdown_label);
  gtk_widget_class_bind_template_child (widget_class, TellConnectionBanner, inputs_button);
  gtk_widget_class_bind_template_child (widget_class, TellConnectionBanner, retry_button);
  gtk_widget_class_bind_template_callback (widget_class, inputs_cb);
  gtk_widget_class_install_action (widget_class, "session.retry", NULL, retry_action);
}

static void
tell_connection_banner_init (TellConnectionBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->session_signals = g_signal_group_new (TELL_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::reason", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::retry-at", G_CALLBACK (update), self);
}

/**
 * tell_connection_banner_new:
 *
 * Returns: a banner that is not shown
 */
GtkWidget *
tell_connection_banner_new (void)
{
  return g_object_new (TELL_TYPE_CONNECTION_BANNER, NULL);
}

/**
 * tell_connection_banner_set_session:
 * @self: the banner
 * @session: (nullable): whose connection it speaks of
 */
void
tell_connection_banner_set_session (TellConnectionBanner *self, TellSession *session)
{
  g_return_if_fail (TELL_IS_CONNECTION_BANNER (self));

  if (!g_set_object (&self->session, session))
    return;
  clear_tick (self);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  g_signal_group_set_target (self->session_signals, session);
  update (self);
}

/**
 * tell_connection_banner_get_revealed:
 * @self: the banner
 *
 * Returns: whether it is shown
 */
gboolean
tell_connection_banner_get_revealed (TellConnectionBanner *self)
{
  g_return_val_if_fail (TELL_IS_CONNECTION_BANNER (self), FALSE);
  return gtk_revealer_get_reveal_child (self->revealer);
}

/**
 * tell_connection_banner_get_title:
 * @self: the banner
 *
 * Returns: the reason it shows
 */
const char *
tell_connection_banner_get_title (TellConnectionBanner *self)
{
  g_return_val_if_fail (TELL_IS_CONNECTION_BANNER (self), NULL);
  return gtk_label_get_label (self->title_label);
}

/**
 * tell_connection_banner_get_countdown:
 * @self: the banner
 *
 * Returns: what it says about the next attempt
 */
const char *
tell_connection_banner_get_countdown (TellConnectionBanner *self)
{
  g_return_val_if_fail (TELL_IS_CONNECTION_BANNER (self), NULL);
  return gtk_label_get_label (self->countdown_label);
}
