/* test-narrow.c: a window fits 360 pixels, with the longer words of a translation as well.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tell-inputs-dialog.h"
#include "tell-room-page.h"
#include "tell-sidebar.h"
#include "tell-window.h"
#include "ui-session.h"

#include <libintl.h>
#include <locale.h>

#define WIDTH 360

/* Of what is in it: how thick its frame is, is not ours to say. */
static int
get_min_width (GtkWidget *window)
{
  GtkWidget *content = ADW_IS_APPLICATION_WINDOW (window)
                           ? adw_application_window_get_content (ADW_APPLICATION_WINDOW (window))
                           : adw_window_get_content (ADW_WINDOW (window));
  int min = 0;

  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
  return min;
}

static void
test_translated (void)
{
  g_autoptr (TellSessionList) sessions = tell_session_list_new (NULL);
  GtkWidget *window = GTK_WIDGET (tell_window_new (NULL, sessions, NULL));

  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (ui_test_has_label (window, "Willkommen bei Telltale")); /* else this tests nothing */
  ui_test_close (g_object_ref (GTK_WINDOW (window)));
}

static void
test_window (void)
{
  g_autoptr (TellSessionList) sessions = tell_session_list_new (NULL);
  g_autoptr (TellDocument) document = ui_test_document (UI_TEST_DOCUMENT);
  TellSession *session = tell_session_list_add (sessions, document, TRUE, NULL);
  GtkWidget *window = GTK_WIDGET (g_object_ref (tell_window_new (NULL, sessions, NULL)));

  gtk_window_present (GTK_WINDOW (window));
  g_assert_cmpint (get_min_width (window), <=, WIDTH);
  tell_window_open_page (TELL_WINDOW (window), tell_session_get_id (session), "a");
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, 600);
  g_assert_cmpint (get_min_width (window), <=, WIDTH);
  tell_window_show_welcome (TELL_WINDOW (window),
                            "Eine Fehlermeldung, so lang, dass sie in keine Zeile passt.");
  g_assert_cmpint (get_min_width (window), <=, WIDTH);
  tell_session_stop (session);
  ui_test_close (GTK_WINDOW (window));
}

static gboolean
has_focus (GtkWidget *window, GtkWidget *pane)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  return focus != NULL && gtk_widget_is_ancestor (focus, pane);
}

/* Where only one of them fits, the keys go from one to the other. */
static void
test_panes (void)
{
  g_autoptr (TellSessionList) sessions = tell_session_list_new (NULL);
  g_autoptr (TellDocument) document = ui_test_document (UI_TEST_DOCUMENT);
  TellSession *session = tell_session_list_add (sessions, document, TRUE, NULL);
  GtkWidget *window = GTK_WIDGET (g_object_ref (tell_window_new (NULL, sessions, NULL)));
  GtkWidget *sidebar = ui_test_find (window, TELL_TYPE_SIDEBAR);
  GtkWidget *page = ui_test_find (window, TELL_TYPE_ROOM_PAGE);

  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, 600);
  gtk_window_present (GTK_WINDOW (window));
  tell_window_open_page (TELL_WINDOW (window), tell_session_get_id (session), "a");
  test_wait_until (gtk_widget_get_mapped (page) && !gtk_widget_get_mapped (sidebar));
  gtk_widget_activate_action (window, "win.go-back", NULL);
  test_wait_until (gtk_widget_get_mapped (sidebar) && !gtk_widget_get_mapped (page));
  g_assert_true (has_focus (window, sidebar));
  gtk_widget_activate_action (window, "win.next-pane", NULL);
  test_wait_until (gtk_widget_get_mapped (page) && !gtk_widget_get_mapped (sidebar));
  g_assert_true (has_focus (window, page));
  gtk_widget_activate_action (window, "win.next-pane", NULL);
  test_wait_until (gtk_widget_get_mapped (sidebar) && !gtk_widget_get_mapped (page));
  gtk_widget_activate_action (window, "win.toggle-sidebar", NULL);
  test_wait_until (gtk_widget_get_mapped (page) && !gtk_widget_get_mapped (sidebar));
  tell_session_stop (session);
  ui_test_close (GTK_WINDOW (window));
}

static void
test_inputs (void)
{
  g_autoptr (TellSessionList) sessions = tell_session_list_new (NULL);
  g_autoptr (TellSession) session = ui_test_session (UI_TEST_DOCUMENT, NULL);
  GtkWidget *dialog = GTK_WIDGET (g_object_ref (tell_inputs_dialog_new (NULL, sessions, session)));

  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_cmpint (get_min_width (dialog), <=, WIDTH);
  ui_test_close (GTK_WINDOW (dialog));
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "de", TRUE);
  if (setlocale (LC_ALL, "C.UTF-8") == NULL)
    {
      g_print ("1..0 # SKIP no UTF-8 locale\n");
      return EXIT_SUCCESS;
    }
  bindtextdomain (GETTEXT_PACKAGE, TELL_BUILD_DIR "/po");
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE); /* GTK sets the locale once more */
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/narrow/translated", test_translated);
  g_test_add_func ("/ui/narrow/window", test_window);
  g_test_add_func ("/ui/narrow/panes", test_panes);
  g_test_add_func ("/ui/narrow/inputs", test_inputs);
  return g_test_run ();
}
