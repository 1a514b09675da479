/* tell-panel-export.c: saves what a chart shows where a person says.
 *
 * What is saved is what one saw when one chose to: it is made before the dialog opens.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-panel-export.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MAX_NAME 60 /* characters */

static void
show_error (GtkWindow *window, const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (window, _ ("The File Can’t Be Saved"), error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    show_error (window, error);
}

static void
response_cb (GtkNativeDialog *chooser, int response, GBytes *bytes)
{
  g_autoptr (GFile) file = NULL;
  GtkWindow *window = gtk_native_dialog_get_transient_for (chooser);

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, saved_cb,
                                         g_object_ref (window));
  g_object_unref (chooser);
}

GBytes *
tell_panel_export_to_bytes (ChartPanel *chart, const char *format)
{
  if (g_str_equal (format, "svg"))
    return chart_panel_to_svg (chart);
  if (g_str_has_prefix (format, "csv"))
    return chart_panel_to_csv (chart, g_str_equal (format, "csv"));
  return chart_panel_to_png (chart, g_str_equal (format, "png2") ? 2 : 1);
}

char *
tell_panel_export_dup_name (const char *title, const char *format)
{
  g_autofree char *start = g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), MAX_NAME));
  const char *suffix = g_str_has_prefix (format, "csv") ? "csv" : g_str_equal (format, "svg") ? "svg" : "png";

  g_strdelimit (g_strstrip (start), "/\\:*?\"<>|\n\r\t", '-');
  if (*start == '.')
    *start = '-';
  return g_strdup_printf ("%s.%s", *start ? start : _ ("Chart"), suffix);
}

static void
free_bytes (gpointer data, GClosure *closure)
{
  g_bytes_unref (data);
}

void
tell_panel_export (ChartPanel *chart, const char *title, const char *format)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (chart));
  g_autofree char *name = tell_panel_export_dup_name (title, format);
  GtkFileChooserNative *chooser = NULL;

  if (!GTK_IS_WINDOW (root))
    return;
  chooser =
      gtk_file_chooser_native_new (_ ("Export"), GTK_WINDOW (root), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_data (chooser, "response", G_CALLBACK (response_cb),
                         tell_panel_export_to_bytes (chart, format), free_bytes, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
