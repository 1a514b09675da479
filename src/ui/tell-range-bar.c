/* tell-range-bar.c: 1m 5m 15m 1h 6h 24h All: how much live charts show.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-range-bar.h"

#include <glib/gi18n.h>

#define MINUTE_MS G_GINT64_CONSTANT (60000)
#define N_CHIPS   7

struct _TellRangeBar
{
  GtkBox parent_instance;
  GtkToggleButton *chips[N_CHIPS]; /* borrowed */
  gint64 range_ms;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE (TellRangeBar, tell_range_bar, GTK_TYPE_BOX)

static const struct
{
  gint64 range_ms;
  const char *label;
  const char *name;
} chips[N_CHIPS] = {
  /* Translators: short for 1 minute, on a narrow button */
  { MINUTE_MS, N_ ("1m"), N_ ("Last minute") },
  { 5 * MINUTE_MS, N_ ("5m"), N_ ("Last 5 minutes") },
  { 15 * MINUTE_MS, N_ ("15m"), N_ ("Last 15 minutes") },
  /* Translators: short for 1 hour */
  { 60 * MINUTE_MS, N_ ("1h"), N_ ("Last hour") },
  { 6 * 60 * MINUTE_MS, N_ ("6h"), N_ ("Last 6 hours") },
  { 24 * 60 * MINUTE_MS, N_ ("24h"), N_ ("Last 24 hours") },
  { TELL_RANGE_ALL, N_ ("All"), N_ ("All that is kept") },
};

static void
toggled_cb (GtkToggleButton *chip, TellRangeBar *self)
{
  for (guint i = 0; i < N_CHIPS; i++)
    if (self->chips[i] == chip && gtk_toggle_button_get_active (chip))
      tell_range_bar_set_range (self, chips[i].range_ms);
    else if (self->chips[i] == chip && self->range_ms == chips[i].range_ms)
      tell_range_bar_set_range (self, TELL_RANGE_DOCUMENT);
}

static void
tell_range_bar_class_init (TellRangeBarClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHANGED] =
      g_signal_new ("changed", TELL_TYPE_RANGE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tell_range_bar_init (TellRangeBar *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  gtk_widget_add_css_class (GTK_WIDGET (self), "range-bar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Range"), -1);
  for (guint i = 0; i < N_CHIPS; i++)
    {
      GtkWidget *chip = gtk_toggle_button_new_with_label (_ (chips[i].label));

      gtk_widget_set_tooltip_text (chip, _ (chips[i].name));
      gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (chips[i].name),
                                      -1);
      g_signal_connect (chip, "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (GTK_BOX (self), chip);
      self->chips[i] = GTK_TOGGLE_BUTTON (chip);
    }
}

GtkWidget *
tell_range_bar_new (void)
{
  return g_object_new (TELL_TYPE_RANGE_BAR, NULL);
}

gint64
tell_range_bar_get_range (TellRangeBar *self)
{
  g_return_val_if_fail (TELL_IS_RANGE_BAR (self), TELL_RANGE_DOCUMENT);

  return self->range_ms;
}

/**
 * tell_range_bar_set_range:
 * @self: the chips
 * @range_ms: that of one of them, or %TELL_RANGE_DOCUMENT
 */
void
tell_range_bar_set_range (TellRangeBar *self, gint64 range_ms)
{
  g_return_if_fail (TELL_IS_RANGE_BAR (self));

  if (self->range_ms == range_ms)
    return;
  self->range_ms = range_ms;
  for (guint i = 0; i < N_CHIPS; i++)
    gtk_toggle_button_set_active (self->chips[i], chips[i].range_ms == range_ms);
  g_signal_emit (self, signals[CHANGED], 0);
}
