/* test-clock.c: timers by hand and by the machine's clock.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "eio-clock.h"

#include "test-wait.h"

typedef struct
{
  EioClock *clock;
  GString *log;
  guint id;
} Fixture;

static void
note_a_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  g_string_append_printf (fixture->log, "a@%d ", (int) (eio_clock_get_now (fixture->clock) / 1000));
}

static void
note_b_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  g_string_append_printf (fixture->log, "b@%d ", (int) (eio_clock_get_now (fixture->clock) / 1000));
}

static void
repeat_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  note_a_cb (fixture);
  fixture->id = eio_clock_add_timeout (fixture->clock, 10, repeat_cb, fixture);
}

static void
remove_other_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  note_b_cb (fixture);
  eio_clock_clear (fixture->clock, &fixture->id);
}

static void
test_order (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (1000000);
  Fixture fixture = { clock, g_string_new (NULL), 0 };

  eio_clock_add_timeout (clock, 20, note_b_cb, &fixture);
  eio_clock_add_timeout (clock, 10, note_a_cb, &fixture);
  eio_clock_add_timeout (clock, 20, note_a_cb, &fixture);
  g_assert_cmpint (eio_clock_get_now (clock), ==, 0);
  g_assert_cmpint (eio_clock_get_wall (clock), ==, 1000000);

  eio_clock_advance (clock, 9999);
  g_assert_cmpstr (fixture.log->str, ==, "");
  eio_clock_advance (clock, 1);
  g_assert_cmpstr (fixture.log->str, ==, "a@10 ");
  eio_clock_advance (clock, 15000);
  g_assert_cmpstr (fixture.log->str, ==, "a@10 b@20 a@20 ");
  g_assert_cmpint (eio_clock_get_now (clock), ==, 25000);
  g_assert_cmpint (eio_clock_get_wall (clock), ==, 1025000);

  g_string_free (fixture.log, TRUE);
  test_assert_finalize (clock);
}

static void
test_add_and_remove_inside (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  Fixture fixture = { clock, g_string_new (NULL), 0 };

  fixture.id = eio_clock_add_timeout (clock, 10, repeat_cb, &fixture);
  eio_clock_advance (clock, 35000);
  g_assert_cmpstr (fixture.log->str, ==, "a@10 a@20 a@30 ");

  eio_clock_add_timeout (clock, 2, remove_other_cb, &fixture);
  eio_clock_advance (clock, 100000);
  g_assert_cmpstr (fixture.log->str, ==, "a@10 a@20 a@30 b@37 ");
  g_assert_cmpuint (fixture.id, ==, 0);

  g_string_free (fixture.log, TRUE);
}

static void
count_cb (gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_machine (void)
{
  EioClock *clock = eio_clock_get_default ();
  gint64 start = eio_clock_get_now (clock);
  guint count = 0;
  guint removed = eio_clock_add_timeout (clock, 1, count_cb, &count);

  g_assert_true (clock == eio_clock_get_default ());
  eio_clock_clear (clock, &removed);
  eio_clock_add_timeout (clock, 40, count_cb, &count);
  eio_clock_add_timeout (clock, 20, count_cb, &count);
  eio_clock_add_timeout (clock, 0, count_cb, &count);
  g_assert_cmpuint (count, ==, 0);

  test_wait_until (count == 1);
  g_assert_cmpint (eio_clock_get_now (clock) - start, <, 5 * G_USEC_PER_SEC);
  test_wait_until (count == 3);
  g_assert_cmpint (eio_clock_get_now (clock) - start, >=, 40000);
  g_assert_cmpint (ABS (eio_clock_get_wall (clock) - g_get_real_time ()), <, 10 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/order", test_order);
  g_test_add_func ("/clock/add-and-remove-inside", test_add_and_remove_inside);
  g_test_add_func ("/clock/machine", test_machine);

  return g_test_run ();
}
