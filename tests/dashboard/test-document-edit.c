/* test-document-edit.c: panels are added, placed, duplicated, removed, and all that undone; what we don't know stays.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"
#include "tell-document-edit.h"

#define DOCUMENT                                                                                             \
  "{ \"telltale\": 1, \"name\": \"D\", \"mine\": { \"a\": [ 1, null ] }, \"panels\": ["                      \
  " { \"kind\": \"line\", \"title\": \"A\", \"series\": [ \"a\" ], \"colour\": \"red\", \"at\": [0, 0, 6, "  \
  "4] },"                                                                                                    \
  " { \"kind\": \"chat\" } ] }"

typedef struct
{
  TellDocument *document;
  guint n_changes;
} Fixture;

static void
count (Fixture *f)
{
  f->n_changes++;
}

static void
setup (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (DOCUMENT, strlen (DOCUMENT));
  g_autoptr (GError) error = NULL;

  f->document = tell_document_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (f->document, "panels-changed", G_CALLBACK (count), f);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  test_assert_finalize (f->document);
}

static TellPanel *
get (Fixture *f, guint index)
{
  return g_ptr_array_index (tell_document_get_panels (f->document), index);
}

static char *
dup_text (Fixture *f)
{
  g_autoptr (GBytes) bytes = tell_document_to_bytes (f->document);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* What is written, read. */
static TellDocument *
read_again (Fixture *f)
{
  g_autoptr (GBytes) bytes = tell_document_to_bytes (f->document);
  g_autoptr (GError) error = NULL;
  TellDocument *again = tell_document_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return again;
}

static void
assert_at (const TellPanel *panel, int column, int row, int width, int height)
{
  g_assert_cmpint (panel->at[0], ==, column);
  g_assert_cmpint (panel->at[1], ==, row);
  g_assert_cmpint (panel->at[2], ==, width);
  g_assert_cmpint (panel->at[3], ==, height);
}

static void
test_place (Fixture *f, gconstpointer data)
{
  const TellPanelAt places[] = { { { 6, 0, 6, 4 } }, { { 0, 0, 6, 6 } } };
  TellPanel *first = get (f, 0);
  g_autoptr (TellDocument) again = NULL;
  g_autofree char *text = NULL;

  tell_document_place_panels (f->document, places, 2);
  g_assert_cmpuint (f->n_changes, ==, 1);
  g_assert_true (get (f, 0) == first);
  assert_at (first, 6, 0, 6, 4);
  tell_document_place_panels (f->document, places, 2); /* they are there already */
  g_assert_cmpuint (f->n_changes, ==, 1);
  again = read_again (f);
  assert_at (g_ptr_array_index (tell_document_get_panels (again), 1), 0, 0, 6, 6);
  text = dup_text (f);
  g_assert_nonnull (strstr (text, "\"colour\" : \"red\""));
  g_assert_nonnull (strstr (text, "\"mine\""));
}

static void
test_add (Fixture *f, gconstpointer data)
{
  char *series[] = { "x", "y.*", NULL };
  TellPanel model = {
    .kind = TELL_PANEL_BAR, .title = "Bars", .series = series, .unit = "ms", .at = { 1, 2, 3, 4 }
  };
  TellPanel log = { .kind = TELL_PANEL_LOG, .source = "events", .range_ms = 90000 };
  TellPanel *panel = tell_document_add_panel (f->document, &model);
  g_autoptr (TellDocument) again = NULL;

  g_assert_true (panel == get (f, 2));
  tell_document_add_panel (f->document, &log);
  g_assert_cmpuint (f->n_changes, ==, 2);
  again = read_again (f);
  panel = g_ptr_array_index (tell_document_get_panels (again), 2);
  g_assert_cmpint (panel->kind, ==, TELL_PANEL_BAR);
  g_assert_cmpstr (panel->title, ==, "Bars");
  g_assert_cmpstr (panel->series[1], ==, "y.*");
  g_assert_cmpstr (panel->unit, ==, "ms");
  assert_at (panel, 1, 2, 3, 4);
  panel = g_ptr_array_index (tell_document_get_panels (again), 3);
  g_assert_cmpstr (panel->source, ==, "events");
  g_assert_cmpint (panel->range_ms, ==, 90000);
  g_assert_cmpint (panel->at[2], ==, 0);
  g_assert_cmpstr (*tell_document_get_warnings (again), !=, NULL); /* "colour" and "mine", as before */
  g_assert_cmpuint (g_strv_length (tell_document_get_warnings (again)), ==, 2);
}

static void
test_add_first (void)
{
  const char *text = "{\"telltale\":1}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (TellDocument) document = tell_document_new_from_bytes (bytes, NULL);
  TellPanel model = { .kind = TELL_PANEL_PEOPLE };

  g_assert_nonnull (tell_document_add_panel (document, &model));
  g_assert_cmpuint (tell_document_get_panels (document)->len, ==, 1);
}

static void
test_limit (Fixture *f, gconstpointer data)
{
  TellPanel model = { .kind = TELL_PANEL_CHAT };

  while (tell_document_get_panels (f->document)->len < TELL_DOCUMENT_MAX_PANELS)
    g_assert_nonnull (tell_document_add_panel (f->document, &model));
  g_assert_null (tell_document_add_panel (f->document, &model));
  g_assert_null (tell_document_duplicate_panel (f->document, get (f, 0)));
  g_assert_cmpuint (tell_document_get_panels (f->document)->len, ==, TELL_DOCUMENT_MAX_PANELS);
}

static void
test_duplicate (Fixture *f, gconstpointer data)
{
  TellPanel *copy = tell_document_duplicate_panel (f->document, get (f, 0));
  g_autofree char *text = dup_text (f);
  char *first = strstr (text, "\"colour\"");

  g_assert_true (copy == get (f, 1));
  g_assert_cmpstr (copy->title, ==, "A");
  g_assert_cmpint (copy->at[2], ==, 0);
  g_assert_nonnull (first);
  g_assert_nonnull (strstr (first + 1, "\"colour\""));
}

/* Removed, moved and added: one step back each, until the text is what it was. */
static void
test_undo (Fixture *f, gconstpointer data)
{
  const TellPanelAt places[] = { { { 2, 2, 2, 2 } } };
  TellPanel model = { .kind = TELL_PANEL_PEOPLE };
  g_autofree char *before = dup_text (f);
  g_autofree char *after = NULL;
  g_autoptr (TellPanelsState) whole = tell_document_save_panels (f->document);
  g_autoptr (TellPanelsState) removed = NULL;
  g_autoptr (TellPanel) chat = tell_panel_ref (get (f, 1));

  tell_document_remove_panel (f->document, chat);
  g_assert_cmpuint (tell_document_get_panels (f->document)->len, ==, 1);
  g_assert_cmpint (chat->kind, ==, TELL_PANEL_CHAT); /* whoever shows it still may */
  removed = tell_document_save_panels (f->document);
  tell_document_place_panels (f->document, places, 1);
  tell_document_add_panel (f->document, &model);
  tell_document_restore_panels (f->document, removed);
  g_assert_cmpuint (tell_document_get_panels (f->document)->len, ==, 1);
  assert_at (get (f, 0), 0, 0, 6, 4);
  tell_document_restore_panels (f->document, whole);
  g_assert_true (get (f, 1) == chat);
  after = dup_text (f);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (f->n_changes, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/dashboard/document-edit/" name, Fixture, NULL, setup, func, teardown)
  ADD ("place", test_place);
  ADD ("add", test_add);
  ADD ("limit", test_limit);
  ADD ("duplicate", test_duplicate);
  ADD ("undo", test_undo);
#undef ADD
  g_test_add_func ("/dashboard/document-edit/add-first", test_add_first);
  return g_test_run ();
}
