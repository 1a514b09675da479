/* ui-input.c: a person at the pointer and the keyboard, by way of the X server.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-input.h"

#include <math.h>

#define DRAG_STEPS 6

/* Runs xdotool with the words of FORMAT, and lets what it did arrive. */
G_GNUC_PRINTF (1, 2)
static void
run (const char *format, ...)
{
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  g_spawn_command_line_sync (line, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  test_wait_ms (40);
}

gboolean
ui_input_available (void)
{
  g_autofree char *path = g_find_program_in_path ("xdotool");

  if (path == NULL)
    g_test_skip ("xdotool is not here");
  return path != NULL;
}

/* There is no window manager that would do it. */
void
ui_input_focus (GtkWindow *window)
{
  g_autofree char *title = g_strdup_printf ("input-%d", g_random_int ());

  gtk_window_set_title (window, title);
  test_wait_ms (100);
  run ("xdotool search --sync --name ^%s$ windowmove 0 0 windowfocus", title);
  test_wait_until (gtk_window_is_active (window));
}

void
ui_input_move (GtkWidget *widget, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double at_x = 0, at_y = 0, shadow_x = 0, shadow_y = 0;

  g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &at_x, &at_y));
  gtk_native_get_surface_transform (native, &shadow_x, &shadow_y);
  run ("xdotool mousemove %ld %ld", lround (at_x + shadow_x), lround (at_y + shadow_y));
}

void
ui_input_click (guint button, guint times)
{
  run ("xdotool click --repeat %u --delay 60 %u", times, button);
}

void
ui_input_drag (GtkWidget *widget, double x, double y, double dx, double dy)
{
  ui_input_move (widget, x, y);
  run ("xdotool mousedown 1");
  for (int i = 1; i <= DRAG_STEPS; i++)
    run ("xdotool mousemove_relative -- %ld %ld",
         lround (dx * i / DRAG_STEPS) - lround (dx * (i - 1) / DRAG_STEPS),
         lround (dy * i / DRAG_STEPS) - lround (dy * (i - 1) / DRAG_STEPS));
  run ("xdotool mouseup 1");
}

void
ui_input_key (const char *keys)
{
  run ("xdotool key --clearmodifiers %s", keys);
}

void
ui_input_hold (const char *key)
{
  run ("xdotool keydown %s", key);
}

void
ui_input_release (const char *key)
{
  run ("xdotool keyup %s", key);
}
