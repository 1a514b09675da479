/* tell-offer-bar.c: "This looks like …": the ready dashboard that fits a server, one click away.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-offer-bar.h"

#include "tell-text.h"
#include "tell-ui.h"

#include <glib/gi18n.h>

struct _TellOfferBar
{
  AdwBin parent_instance;
  GtkRevealer *revealer;
  GtkLabel *title_label;

  TellSession *session;
  GSignalGroup *session_signals;
  TellSession *declined; /* borrowed, only compared: the last one that "Not Now" was said to */
};

G_DEFINE_TYPE (TellOfferBar, tell_offer_bar, ADW_TYPE_BIN)

static void
update (TellOfferBar *self)
{
  TellReady *offer = self->session ? tell_session_get_offer (self->session) : NULL;
  gboolean show = offer != NULL && self->session != self->declined;

  if (show)
    {
      g_autofree char *name = tell_text_to_plain (tell_document_get_name (offer->document));
      /* Translators: %s is the name of a program, such as Socket.IO Admin UI */
      g_autofree char *title = g_strdup_printf (_ ("This looks like %s."), name);

      gtk_label_set_label (self->title_label, title);
    }
  gtk_revealer_set_reveal_child (self->revealer, show);
}

static void
use_cb (TellOfferBar *self)
{
  if (self->session != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.use-offer", "s", tell_session_get_id (self->session));
}

static void
decline_cb (TellOfferBar *self)
{
  self->declined = self->session;
  update (self);
}

static void
tell_offer_bar_dispose (GObject *object)
{
  TellOfferBar *self = TELL_OFFER_BAR (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (tell_offer_bar_parent_class)->dispose (object);
}

static void
tell_offer_bar_class_init (TellOfferBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tell_offer_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-offer-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, TellOfferBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, TellOfferBar, title_label);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_callback (widget_class, decline_cb);
}

static void
tell_offer_bar_init (TellOfferBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->session_signals = g_signal_group_new (TELL_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::offer", G_CALLBACK (update), self);
}

/**
 * tell_offer_bar_new:
 *
 * Returns: a bar that offers nothing
 */
GtkWidget *
tell_offer_bar_new (void)
{
  return g_object_new (TELL_TYPE_OFFER_BAR, NULL);
}

/**
 * tell_offer_bar_set_session:
 * @self: the bar
 * @session: (nullable): whose offer to show
 */
void
tell_offer_bar_set_session (TellOfferBar *self, TellSession *session)
{
  g_return_if_fail (TELL_IS_OFFER_BAR (self));

  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->session_signals, session);
  update (self);
}

/**
 * tell_offer_bar_get_title:
 * @self: the bar
 *
 * Returns: (nullable): what it says, %NULL while it offers nothing
 */
const char *
tell_offer_bar_get_title (TellOfferBar *self)
{
  g_return_val_if_fail (TELL_IS_OFFER_BAR (self), NULL);
  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_label (self->title_label) : NULL;
}
