/* test-wait.h: waiting in tests, always with a deadline.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Runs the main context until CONDITION holds; fails the test after ten seconds (sixty under valgrind or a sanitizer). */
#define test_wait_until(condition)                                                                                    \
  G_STMT_START                                                                                                        \
  {                                                                                                                   \
    gint64 test_deadline = test_wait_deadline ();                                                                     \
    while (!(condition))                                                                                              \
      test_wait_iterate (test_deadline, #condition, G_STRLOC);                                                        \
  }                                                                                                                   \
  G_STMT_END

gint64 test_wait_deadline (void);
void   test_wait_iterate  (gint64      deadline,
                           const char *condition,
                           const char *location);

/* Runs the main context for MS milliseconds: only for showing that something does *not* happen. */
void   test_wait_ms       (guint       ms);

/* Drops the last reference and asserts that the object really went. */
#define test_assert_finalize(object) test_assert_finalize_object ((GObject *) g_steal_pointer (&(object)), G_STRLOC)
void   test_assert_finalize_object (GObject    *object,
                                    const char *location);

/* Counts notify::PROPERTY on OBJECT into *COUNT until the object goes. */
void   test_count_notify  (gpointer    object,
                           const char *property,
                           guint      *count);

/* A file below tests/data, loaded; fails the test when it is not there. */
GBytes *test_data_load    (const char *name);

G_END_DECLS
