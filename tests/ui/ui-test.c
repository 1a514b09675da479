/* ui-test.c: what tests of widgets share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-test.h"

#include <stdlib.h>

#ifdef __SANITIZE_ADDRESS__
/* GTK's libraries have no frame pointers: without walking the stack properly, no suppression would fit their leaks. One is
 * GLib's first table of quarks, which it gives up when there are more. */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "fast_unwind_on_malloc=0";
}
#endif

void
ui_test_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      exit (EXIT_SUCCESS);
    }
  adw_init ();
  tell_ui_init ();
}

GtkWindow *
ui_test_show (GtkWidget *child, int width, int height)
{
  GtkWindow *window = g_object_new (ADW_TYPE_WINDOW, "default-width", width, "default-height", height,
                                    "content", child, NULL);

  gtk_window_present (window);
  test_wait_until (gtk_widget_get_mapped (child) && gtk_widget_get_width (child) > 0);
  return g_object_ref (window);
}

void
ui_test_close (GtkWindow *window)
{
  gtk_window_destroy (window);
  g_object_unref (window);
}

gpointer
ui_test_find (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = ui_test_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

gboolean
ui_test_has_label (GtkWidget *root, const char *text)
{
  if (!gtk_widget_get_visible (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    if (ui_test_has_label (child, text))
      return TRUE;
  return FALSE;
}

TellMessage *
ui_test_say (TellStore *store, const char *room, const char *person, const char *text, gint64 time_ms)
{
  TellPerson *author = person ? tell_store_ensure_person (store, person) : NULL;
  g_autoptr (TellMessage) message =
      tell_message_new (NULL, author, text, time_ms, TELL_MESSAGE_KIND_MESSAGE, TELL_MESSAGE_STATE_RECEIVED);

  tell_room_add_message (tell_store_ensure_room (store, room), message);
  return message; /* the room has it */
}
