/* test-lists.c: tables, logs and notifications.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-store.h"
#include "test-wait.h"

static void
test_new (void)
{
  TellTable *table = tell_table_new ("sockets");
  TellLog *log = tell_log_new ("events");
  TellNotification *notification = tell_notification_new ("1", "t", NULL, TELL_LEVEL_ERROR, NULL, 5);

  g_assert_cmpint (tell_notification_get_level (notification), ==, TELL_LEVEL_ERROR);
  test_assert_finalize (table);
  test_assert_finalize (log);
  test_assert_finalize (notification);
}

/* What a list holds goes with it. */
static void
test_items (void)
{
  TellTable *table = tell_table_new ("sockets");
  TellLog *log = tell_log_new ("events");
  const char *const names[] = { "n", NULL }, *const values[] = { "1", NULL };
  gpointer row = NULL, line = NULL;

  tell_table_set (table, "k", names, values);
  tell_log_add (log, "a line", TELL_LEVEL_INFO, 1000);
  row = g_list_model_get_item (G_LIST_MODEL (table), 0);
  line = g_list_model_get_item (G_LIST_MODEL (log), 0);
  test_assert_finalize (table);
  test_assert_finalize (log);
  test_assert_finalize (row);
  test_assert_finalize (line);
}

static void
count_cb (gpointer object, guint *count)
{
  (*count)++;
}

static void
test_table (void)
{
  g_autoptr (TellTable) table = tell_table_new ("sockets");
  const char *const both[] = { "id", "n", NULL };
  const char *const one[] = { "n", NULL };
  const char *const values[] = { "\"a\\n\\ud83d\\ude00\\u0041\"", "1", NULL };
  const char *const later[] = { "2.50", NULL };
  TellRow *row = tell_table_set (table, "x", both, values);
  g_autofree char *text = tell_row_dup_text (row, "id");
  guint changed = 0;

  g_assert_cmpstr (text, ==, "a\n😀A");
  g_signal_connect (row, "changed", G_CALLBACK (count_cb), &changed);
  g_assert_true (tell_table_set (table, "x", one, later) == row);
  tell_table_set (table, "x", one, later);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpstr (tell_row_get_json (row, "n"), ==, "2.50");
  g_assert_cmpstr (tell_row_get_json (row, "id"), ==, values[0]);
  g_assert_cmpstr (tell_table_get_columns (table)[0], ==, "id");
  g_assert_cmpstr (tell_table_get_columns (table)[1], ==, "n");
  g_assert_null (tell_table_get_columns (table)[2]);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (table)), ==, 1);
  g_assert_true (tell_table_remove (table, "x"));
  g_assert_null (tell_table_find (table, "x"));
}

static void
test_table_limits (void)
{
  g_autoptr (TellTable) table = tell_table_new ("t");
  const char *const value[] = { "1", NULL };

  for (guint i = 0; i < TELL_TABLE_MAX_ROWS + 1; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);
      g_autofree char *column = g_strdup_printf ("c%u", i);
      const char *const columns[] = { column, NULL };

      g_assert_true ((tell_table_set (table, key, columns, value) != NULL) == (i < TELL_TABLE_MAX_ROWS));
    }
  g_assert_cmpuint (g_strv_length ((char **) tell_table_get_columns (table)), ==, TELL_TABLE_MAX_COLUMNS);
}

static void
assert_lines (TellLog *log, const char *expected)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (log)); i++)
    {
      g_autoptr (TellLogLine) line = g_list_model_get_item (G_LIST_MODEL (log), i);

      g_string_append_printf (lines, "[%s]", tell_log_line_get_text (line));
    }
  g_assert_cmpstr (lines->str, ==, expected);
}

static void
test_log (void)
{
  g_autoptr (TellLog) log = tell_log_new ("l");

  tell_log_add (log, "a\nb\r\n", TELL_LEVEL_INFO, 1);
  tell_log_add (log, "c\n\nd", TELL_LEVEL_INFO, 2);
  tell_log_add (log, "", TELL_LEVEL_INFO, 2);
  assert_lines (log, "[a][b][c][][d][]");
  g_assert_cmpuint (tell_log_get_n_added (log), ==, 6);
  tell_log_clear (log);
  assert_lines (log, "");
}

static void
test_log_limit (void)
{
  g_autoptr (TellLog) log = tell_log_new ("l");
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (TellLogLine) first = NULL;

  tell_log_add (log, "old", TELL_LEVEL_INFO, 1);
  for (guint i = 0; i < TELL_LOG_MAX_LINES + 5; i++)
    g_string_append_printf (many, "%u\n", i);
  tell_log_add (log, many->str, TELL_LEVEL_WARNING, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, TELL_LOG_MAX_LINES);
  first = g_list_model_get_item (G_LIST_MODEL (log), 0);
  g_assert_cmpstr (tell_log_line_get_text (first), ==, "5");
}

static void
count_notified_cb (TellStore *store, TellNotification *notification, guint *count)
{
  (*count)++;
}

static void
test_notifications (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  guint count = 0;

  g_signal_connect (store, "notified", G_CALLBACK (count_notified_cb), &count);
  for (guint i = 0; i < TELL_STORE_MAX_NOTIFICATIONS + 1; i++)
    {
      g_autoptr (TellNotification) one = tell_notification_new (NULL, "t", NULL, TELL_LEVEL_INFO, NULL, i);

      tell_store_notify (store, one);
    }
  g_assert_cmpuint (count, ==, TELL_STORE_MAX_NOTIFICATIONS + 1);
  g_assert_cmpuint (g_list_model_get_n_items (tell_store_get_notifications (store)), ==,
                    TELL_STORE_MAX_NOTIFICATIONS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lists/new", test_new);
  g_test_add_func ("/lists/items", test_items);
  g_test_add_func ("/lists/table", test_table);
  g_test_add_func ("/lists/table-limits", test_table_limits);
  g_test_add_func ("/lists/log", test_log);
  g_test_add_func ("/lists/log-limit", test_log_limit);
  g_test_add_func ("/lists/notifications", test_notifications);
  return g_test_run ();
}
