/* test-series-store.c: series by id, in order, by glob, and up to the limit.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-store.h"
#include "test-wait.h"

static void
test_ids (void)
{
  SeriesStore *store = series_store_new ();
  SeriesBuffer *cpu = series_store_ensure (store, "cpu");
  g_autoptr (SeriesBuffer) item = NULL;

  g_assert_null (series_store_get (store, "memory"));
  g_assert_true (series_store_ensure (store, "cpu") == cpu);
  g_assert_true (series_store_get (store, "cpu") == cpu);
  series_store_ensure (store, "memory");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 2);
  item = g_list_model_get_item (G_LIST_MODEL (store), 0);
  g_assert_true (item == cpu);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (store), 2));
  g_clear_object (&item);
  test_assert_finalize (store);
}

static void
test_match (void)
{
  g_autoptr (SeriesStore) store = series_store_new ();
  g_autoptr (GPtrArray) found = NULL;

  series_store_ensure (store, "load.1");
  series_store_ensure (store, "cpu");
  series_store_ensure (store, "load.5");
  found = series_store_match (store, "load.*");
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpstr (series_buffer_get_id (found->pdata[0]), ==, "load.1");
  g_assert_cmpstr (series_buffer_get_id (found->pdata[1]), ==, "load.5");
}

static void
test_glob (void)
{
  g_assert_true (series_glob_matches ("cpu", "cpu"));
  g_assert_false (series_glob_matches ("cpu", "cpu0"));
  g_assert_false (series_glob_matches ("cpu0", "cpu"));
  g_assert_true (series_glob_matches ("*", ""));
  g_assert_true (series_glob_matches ("", ""));
  g_assert_false (series_glob_matches ("", "a"));
  g_assert_true (series_glob_matches ("a*", "a"));
  g_assert_true (series_glob_matches ("*/p*5", "web/p95"));
  g_assert_false (series_glob_matches ("*/p*5", "web/p99"));
  g_assert_true (series_glob_matches ("a*b*c", "abbbcxc"));
  g_assert_true (series_glob_matches ("**", "x"));
  g_assert_false (series_glob_matches ("[a]?", "ab")); /* only the star is special */
}

static void
test_limit (void)
{
  g_autoptr (SeriesStore) store = series_store_new ();
  guint count = 0;

  test_count_notify (store, "full", &count);
  for (guint i = 0; i < SERIES_STORE_MAX_SERIES; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_assert_nonnull (series_store_ensure (store, id));
    }
  g_assert_false (series_store_get_full (store));
  g_assert_null (series_store_ensure (store, "one more"));
  g_assert_null (series_store_ensure (store, "and another"));
  g_assert_nonnull (series_store_ensure (store, "7"));
  g_assert_true (series_store_get_full (store));
  g_assert_cmpuint (count, ==, 1);
}

static void
test_marks (void)
{
  g_autoptr (SeriesStore) store = series_store_new ();
  SeriesMarks *marks = series_store_get_marks (store);
  const SeriesMark *all;
  guint n;

  series_marks_add (marks, 2000, SERIES_MARK_WARNING, "late");
  series_marks_add (marks, 1000, SERIES_MARK_INFO, "early");
  series_marks_add (marks, 2000, SERIES_MARK_WARNING, "late"); /* twice is once */
  all = series_marks_get (marks, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (all[0].text, ==, "early");
  g_assert_cmpint (all[1].level, ==, SERIES_MARK_WARNING);
  g_assert_cmpuint (series_marks_get_revision (marks), ==, 2);
  for (int i = 0; i < SERIES_MAX_MARKS; i++)
    series_marks_add (marks, 10000 + i, SERIES_MARK_ERROR, "flood");
  all = series_marks_get (marks, &n);
  g_assert_cmpuint (n, ==, SERIES_MAX_MARKS);
  g_assert_cmpint (all[0].time_ms, ==, 10000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series/store/ids", test_ids);
  g_test_add_func ("/series/store/match", test_match);
  g_test_add_func ("/series/store/glob", test_glob);
  g_test_add_func ("/series/store/limit", test_limit);
  g_test_add_func ("/series/store/marks", test_marks);
  return g_test_run ();
}
