/* chart-gallery.c: every kind of panel with made-up data that move; to be looked at. Not installed.
 * Usage: chart-gallery [--dark] [--empty] [--stale] [--high-contrast] [--rtl] [--seconds=N]
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "gallery.h"

static gboolean dark, empty, stale, contrast, rtl;
static int seconds = 0;

static const GOptionEntry options[] = {
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "Dark theme", NULL },
  { "empty", 0, 0, G_OPTION_ARG_NONE, &empty, "No data", NULL },
  { "stale", 0, 0, G_OPTION_ARG_NONE, &stale, "As if offline", NULL },
  { "high-contrast", 0, 0, G_OPTION_ARG_NONE, &contrast, "In high contrast", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "From right to left", NULL },
  { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "Close after so long", "N" },
  { NULL },
};

static gboolean
produce_cb (gpointer user_data)
{
  gallery_produce (user_data, g_get_real_time () / 1000);
  return G_SOURCE_CONTINUE;
}

static void
close_cb (gpointer user_data)
{
  gtk_window_destroy (user_data);
}

static void
load_style (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (
      provider,
      ".card { background: @theme_base_color; box-shadow: 0 0 0 1px alpha(@theme_fg_color, 0.12); }", -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
}

static void
run (Gallery *gallery)
{
  GtkWidget *window = gtk_window_new ();

  if (contrast)
    gtk_widget_add_css_class (window, CHART_HIGH_CONTRAST_CLASS);
  if (!empty)
    gallery_fill (gallery, g_get_real_time () / 1000 - (stale ? 40000 : 0));
  if (!empty && !stale)
    g_timeout_add (GALLERY_STEP_MS, produce_cb, gallery);
  gtk_window_set_child (GTK_WINDOW (window), gallery_grid (gallery, stale, NULL, NULL));
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 1100);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_present (GTK_WINDOW (window));
  if (seconds > 0)
    g_timeout_add_once (seconds * 1000, close_cb, window);
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  Gallery gallery;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || !gtk_init_check ())
    return 77;
  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", dark, NULL);
  load_style ();
  if (rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  gallery_init (&gallery);
  run (&gallery);
  gallery_clear (&gallery);
  return 0;
}
