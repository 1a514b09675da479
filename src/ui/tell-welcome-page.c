/* tell-welcome-page.c: the first thing a person sees: one box for an address, and the demo.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-welcome-page.h"

#include "tell-offer-bar.h"
#include "tell-ui.h"

struct _TellWelcomePage
{
  AdwBin parent_instance;
  GtkEditable *url_entry;
  GtkWidget *connect_button;
  GtkSpinner *spinner;
  GtkRevealer *error_revealer;
  GtkLabel *error_label;
  TellOfferBar *offer_bar;
};

G_DEFINE_TYPE (TellWelcomePage, tell_welcome_page, ADW_TYPE_BIN)

static char *
dup_url (TellWelcomePage *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->url_entry)));
}

static void
changed_cb (TellWelcomePage *self)
{
  g_autofree char *url = dup_url (self);

  gtk_widget_set_sensitive (self->connect_button, *url != '\0');
  tell_welcome_page_set_error (self, NULL);
  tell_welcome_page_set_session (self, NULL);
}

static void
connect_cb (TellWelcomePage *self)
{
  g_autofree char *url = dup_url (self);

  if (*url != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-url", "s", url);
}

static gboolean
tell_welcome_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TELL_WELCOME_PAGE (widget)->url_entry));
}

static void
tell_welcome_page_class_init (TellWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TELL_TYPE_OFFER_BAR);
  widget_class->grab_focus = tell_welcome_page_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TellWelcomePage, url_entry);
  gtk_widget_class_bind_template_child (widget_class, TellWelcomePage, connect_button);
  gtk_widget_class_bind_template_child (widget_class, TellWelcomePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, TellWelcomePage, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, TellWelcomePage, error_label);
  gtk_widget_class_bind_template_child (widget_class, TellWelcomePage, offer_bar);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.go-back", NULL);
}

static void
tell_welcome_page_init (TellWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tell_welcome_page_new:
 *
 * Returns: a page with an empty box
 */
GtkWidget *
tell_welcome_page_new (void)
{
  return g_object_new (TELL_TYPE_WELCOME_PAGE, NULL);
}

/**
 * tell_welcome_page_set_error:
 * @self: the page
 * @message: (nullable): one clear sentence, or %NULL when all is well
 */
void
tell_welcome_page_set_error (TellWelcomePage *self, const char *message)
{
  g_return_if_fail (TELL_IS_WELCOME_PAGE (self));

  if (message != NULL)
    {
      gtk_label_set_label (self->error_label, message);
      gtk_widget_add_css_class (GTK_WIDGET (self->url_entry), "error");
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->url_entry), "error");
  gtk_revealer_set_reveal_child (self->error_revealer, message != NULL);
}

/**
 * tell_welcome_page_get_error:
 * @self: the page
 *
 * Returns: (nullable): the sentence it shows
 */
const char *
tell_welcome_page_get_error (TellWelcomePage *self)
{
  g_return_val_if_fail (TELL_IS_WELCOME_PAGE (self), NULL);
  return gtk_revealer_get_reveal_child (self->error_revealer) ? gtk_label_get_label (self->error_label)
                                                              : NULL;
}

/**
 * tell_welcome_page_set_url:
 * @self: the page
 * @url: what stands in the box
 */
void
tell_welcome_page_set_url (TellWelcomePage *self, const char *url)
{
  g_return_if_fail (TELL_IS_WELCOME_PAGE (self));
  gtk_editable_set_text (self->url_entry, url);
}

/**
 * tell_welcome_page_set_busy:
 * @self: the page
 * @busy: whether an address is being tried
 */
void
tell_welcome_page_set_busy (TellWelcomePage *self, gboolean busy)
{
  g_return_if_fail (TELL_IS_WELCOME_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

/**
 * tell_welcome_page_set_session:
 * @self: the page
 * @session: (nullable): a server that did not let us in; what it was recognised as is offered below the sentence
 */
void
tell_welcome_page_set_session (TellWelcomePage *self, TellSession *session)
{
  g_return_if_fail (TELL_IS_WELCOME_PAGE (self));
  tell_offer_bar_set_session (self->offer_bar, session);
}
