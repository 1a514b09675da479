/* test-wait.c: waiting in tests, always with a deadline.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-wait.h"

#include <stdlib.h>

#define TEST_WAIT_SECONDS 10

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

gint64
test_wait_deadline (void)
{
  const char *factor = g_getenv ("TELL_TEST_SLOW");

  return g_get_monotonic_time () + TEST_WAIT_SECONDS * G_USEC_PER_SEC * (factor ? MAX (1, atoi (factor)) : 1);
}

void
test_wait_iterate (gint64 deadline, const char *condition, const char *location)
{
  guint tick = g_timeout_add (50, tick_cb, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  if (g_get_monotonic_time () > deadline)
    g_error ("%s: still waiting for: %s", location, condition);
}

void
test_wait_ms (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;
  guint tick = g_timeout_add (5, tick_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

static void
gone_cb (gpointer user_data, GObject *where_the_object_was)
{
  *(gboolean *) user_data = TRUE;
}

void
test_assert_finalize_object (GObject *object, const char *location)
{
  gboolean gone = FALSE;

  g_object_weak_ref (object, gone_cb, &gone);
  g_object_unref (object);
  if (!gone)
    g_error ("%s: somebody still holds the object", location);
}

static void
count_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

void
test_count_notify (gpointer object, const char *property, guint *count)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  g_signal_connect (object, signal, G_CALLBACK (count_cb), count);
}

GBytes *
test_data_load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autoptr (GError) error = NULL;
  char *contents = NULL;
  gsize length = 0;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, length);
}
