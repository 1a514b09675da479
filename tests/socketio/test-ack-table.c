/* test-ack-table.c: every waiter is called once, by an answer, a failure or its deadline.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sio-ack-table.h"

typedef struct
{
  guint calls;
  SioArgs *answer;
  GError *error;
} Waiter;

static void
acked_cb (SioArgs *answer, const GError *error, gpointer user_data)
{
  Waiter *waiter = user_data;

  waiter->calls++;
  waiter->answer = answer ? sio_args_ref (answer) : NULL;
  waiter->error = error ? g_error_copy (error) : NULL;
}

static void
waiter_clear (Waiter *waiter)
{
  g_clear_pointer (&waiter->answer, sio_args_unref);
  g_clear_error (&waiter->error);
  waiter->calls = 0;
}

static void
test_ids (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  g_autoptr (SioAckTable) table = sio_ack_table_new (clock);
  Waiter waiter = { 0 };

  for (guint64 i = 0; i < 5; i++)
    g_assert_cmpuint (sio_ack_table_add (table, 0, acked_cb, &waiter), ==, i);
  g_assert_true (sio_ack_table_remove (table, 4));
  g_assert_false (sio_ack_table_remove (table, 4));
  g_assert_cmpuint (sio_ack_table_add (table, 0, acked_cb, &waiter), ==, 5);
  g_assert_cmpuint (sio_ack_table_get_size (table), ==, 5);
  g_assert_cmpuint (waiter.calls, ==, 0);
}

static void
test_answer (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  g_autoptr (SioAckTable) table = sio_ack_table_new (clock);
  g_autoptr (SioArgs) answer = sio_args_new_text ("[1]", -1, NULL);
  static const char *const strangers[] = {
    "1", "", "-0", "x", "00x", "18446744073709551616", "99999999999999999999"
  };
  Waiter waiter = { 0 };

  sio_ack_table_add (table, 1000, acked_cb, &waiter);
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    g_assert_false (sio_ack_table_answer (table, strangers[i], answer));
  g_assert_true (sio_ack_table_answer (table, "0", answer));
  g_assert_false (sio_ack_table_answer (table, "0", answer));
  eio_clock_advance (clock, 2 * G_USEC_PER_SEC);
  g_assert_cmpuint (waiter.calls, ==, 1);
  g_assert_true (waiter.answer == answer);
  waiter_clear (&waiter);
}

static void
test_timeout (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  g_autoptr (SioAckTable) table = sio_ack_table_new (clock);
  g_autoptr (SioArgs) answer = sio_args_new_text ("[]", -1, NULL);
  Waiter soon = { 0 }, late = { 0 }, never = { 0 };

  sio_ack_table_add (table, 200, acked_cb, &late);
  sio_ack_table_add (table, 100, acked_cb, &soon);
  sio_ack_table_add (table, 0, acked_cb, &never);
  eio_clock_advance (clock, 99 * 1000);
  g_assert_cmpuint (soon.calls, ==, 0);
  eio_clock_advance (clock, 1000);
  g_assert_cmpuint (soon.calls, ==, 1);
  g_assert_error (soon.error, SIO_ERROR, SIO_ERROR_TIMEOUT);
  g_assert_cmpstr (soon.error->message, ==, "operation has timed out");
  g_assert_cmpuint (late.calls, ==, 0);
  g_assert_false (sio_ack_table_answer (table, "1", answer));
  eio_clock_advance (clock, G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC);
  g_assert_cmpuint (late.calls, ==, 1);
  g_assert_cmpuint (soon.calls, ==, 1);
  g_assert_cmpuint (never.calls, ==, 0);
  g_assert_cmpuint (sio_ack_table_get_size (table), ==, 1);
  waiter_clear (&soon);
  waiter_clear (&late);
}

static void
test_fail (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  g_autoptr (SioAckTable) table = sio_ack_table_new (clock);
  g_autoptr (GError) error = g_error_new_literal (SIO_ERROR, SIO_ERROR_DISCONNECTED, "gone");
  Waiter waiter = { 0 };

  sio_ack_table_add (table, 100, acked_cb, &waiter);
  g_assert_true (sio_ack_table_fail (table, 0, error));
  g_assert_false (sio_ack_table_fail (table, 0, error));
  eio_clock_advance (clock, G_USEC_PER_SEC);
  g_assert_cmpuint (waiter.calls, ==, 1);
  g_assert_error (waiter.error, SIO_ERROR, SIO_ERROR_DISCONNECTED);
  waiter_clear (&waiter);
}

/* A waiter may end the table in its own call. */
static void
free_cb (SioArgs *answer, const GError *error, gpointer user_data)
{
  g_clear_pointer ((SioAckTable **) user_data, sio_ack_table_free);
}

static void
test_free_inside (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  SioAckTable *table = sio_ack_table_new (clock);

  sio_ack_table_add (table, 100, free_cb, &table);
  eio_clock_advance (clock, G_USEC_PER_SEC);
  g_assert_null (table);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ack-table/ids", test_ids);
  g_test_add_func ("/ack-table/answer", test_answer);
  g_test_add_func ("/ack-table/timeout", test_timeout);
  g_test_add_func ("/ack-table/fail", test_fail);
  g_test_add_func ("/ack-table/free-inside", test_free_inside);
  return g_test_run ();
}
