/* test-composer.c: writing a message: what is sent, drafts, being offline.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-composer.h"
#include "ui-test.h"

typedef struct
{
  GtkWindow *window;
  TellComposer *composer;
  GPtrArray *sent; /* of owned char * */
  guint n_typed;
} Fixture;

static void
send_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_ptr_array_add (((Fixture *) user_data)->sent, g_variant_dup_string (parameter, NULL));
}

static void
typing_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ((Fixture *) user_data)->n_typed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const GActionEntry entries[] = {
    { .name = "send", .activate = send_cb, .parameter_type = "s" },
    { .name = "typing", .activate = typing_cb },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *widget = tell_composer_new ();

  fixture->composer = TELL_COMPOSER (widget);
  fixture->sent = g_ptr_array_new_with_free_func (g_free);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  fixture->window = ui_test_show (widget, 500, 100);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "room", G_ACTION_GROUP (group));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_test_close (fixture->window);
  g_ptr_array_unref (fixture->sent);
}

static void
type (Fixture *fixture, const char *text)
{
  GtkTextView *view = ui_test_find (GTK_WIDGET (fixture->composer), GTK_TYPE_TEXT_VIEW);

  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (view), text, -1);
}

static void
assert_text (Fixture *fixture, const char *expected)
{
  g_autofree char *text = tell_composer_dup_text (fixture->composer);

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
press (Fixture *fixture, guint key, GdkModifierType modifiers)
{
  GtkWidget *view = ui_test_find (GTK_WIDGET (fixture->composer), GTK_TYPE_TEXT_VIEW);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, modifiers, &handled);
    }
  return handled;
}

static void
test_send (Fixture *fixture, gconstpointer data)
{
  type (fixture, "hello");
  g_assert_cmpuint (fixture->n_typed, ==, 1);
  tell_composer_send (fixture->composer);
  g_assert_cmpuint (fixture->sent->len, ==, 1);
  g_assert_cmpstr (fixture->sent->pdata[0], ==, "hello");
  assert_text (fixture, "");
  g_assert_cmpuint (fixture->n_typed, ==, 1); /* emptying it is not typing */
}

static void
test_enter (Fixture *fixture, gconstpointer data)
{
  type (fixture, "hello");
  g_assert_false (press (fixture, GDK_KEY_Return, GDK_SHIFT_MASK));
  g_assert_cmpuint (fixture->sent->len, ==, 0);
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  g_assert_cmpuint (fixture->sent->len, ==, 1);
  g_assert_false (press (fixture, GDK_KEY_a, 0));
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  type (fixture, "  \n ");
  tell_composer_send (fixture->composer);
  g_assert_cmpuint (fixture->sent->len, ==, 0);
}

static void
test_drafts (Fixture *fixture, gconstpointer data)
{
  tell_composer_set_draft (fixture->composer, "a");
  type (fixture, "for a");
  tell_composer_set_draft (fixture->composer, "b");
  assert_text (fixture, "");
  type (fixture, "for b");
  tell_composer_set_draft (fixture->composer, "a");
  assert_text (fixture, "for a");
  tell_composer_send (fixture->composer);
  tell_composer_set_draft (fixture->composer, "b");
  assert_text (fixture, "for b");
  tell_composer_set_draft (fixture->composer, "a");
  assert_text (fixture, "");
  g_assert_cmpuint (fixture->n_typed, ==, 2); /* nor is what comes back */
}

static void
test_modes (Fixture *fixture, gconstpointer data)
{
  const char *offline = "You are offline. What you send waits and goes out when the connection is back.";

  tell_composer_set_mode (fixture->composer, TELL_COMPOSER_QUEUES);
  g_assert_true (ui_test_has_label (GTK_WIDGET (fixture->composer), offline));
  type (fixture, "later");
  tell_composer_send (fixture->composer);
  g_assert_cmpuint (fixture->sent->len, ==, 1);
  tell_composer_set_mode (fixture->composer, TELL_COMPOSER_CLOSED);
  type (fixture, "never");
  tell_composer_send (fixture->composer);
  g_assert_cmpuint (fixture->sent->len, ==, 1);
  g_assert_cmpint (tell_composer_get_mode (fixture->composer), ==, TELL_COMPOSER_CLOSED);
}

static void
test_finalize (void)
{
  ui_test_assert_finalize_widget (tell_composer_new ());
}

#define ADD(name, func) g_test_add ("/ui/composer/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD ("send", test_send);
  ADD ("enter", test_enter);
  ADD ("nothing", test_nothing);
  ADD ("drafts", test_drafts);
  ADD ("modes", test_modes);
  g_test_add_func ("/ui/composer/finalize", test_finalize);
  return g_test_run ();
}
