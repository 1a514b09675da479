/* test-heartbeat.c: deadlines of both revisions, in µs that no clock ticks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "eio-heartbeat.h"

#include "test-wait.h"

#define MS 1000

static void
test_revision_4 (void)
{
  EioHeartbeat heartbeat;

  eio_heartbeat_init (&heartbeat, EIO_PROTOCOL_4, 25000, 20000, 1000 * MS);
  g_assert_cmpint (eio_heartbeat_get_next (&heartbeat), ==, 46000 * MS);
  g_assert_false (eio_heartbeat_expired (&heartbeat, 46000 * MS - 1));
  g_assert_true (eio_heartbeat_expired (&heartbeat, 46000 * MS));

  /* Only a ping moves the deadline, and we never ping. */
  eio_heartbeat_received (&heartbeat, 20000 * MS);
  eio_heartbeat_ponged (&heartbeat, 20000 * MS);
  g_assert_false (eio_heartbeat_take_ping (&heartbeat, 40000 * MS));
  g_assert_cmpint (eio_heartbeat_get_next (&heartbeat), ==, 46000 * MS);

  eio_heartbeat_pinged (&heartbeat, 26000 * MS);
  g_assert_cmpint (eio_heartbeat_get_next (&heartbeat), ==, 71000 * MS);
  g_assert_false (eio_heartbeat_expired (&heartbeat, 46000 * MS));
}

static void
test_revision_3 (void)
{
  EioHeartbeat heartbeat;

  eio_heartbeat_init (&heartbeat, EIO_PROTOCOL_3, 25000, 5000, 0);
  g_assert_cmpint (eio_heartbeat_get_next (&heartbeat), ==, 25000 * MS);
  g_assert_false (eio_heartbeat_take_ping (&heartbeat, 25000 * MS - 1));
  g_assert_true (eio_heartbeat_take_ping (&heartbeat, 25000 * MS));
  g_assert_false (eio_heartbeat_take_ping (&heartbeat, 26000 * MS));

  /* No answer within the timeout. */
  g_assert_cmpint (eio_heartbeat_get_next (&heartbeat), ==, 30000 * MS);
  g_assert_true (eio_heartbeat_expired (&heartbeat, 30000 * MS));

  /* The answer, and the next question an interval later. */
  eio_heartbeat_received (&heartbeat, 25010 * MS);
  eio_heartbeat_ponged (&heartbeat, 25010 * MS);
  g_assert_false (eio_heartbeat_expired (&heartbeat, 30000 * MS));
  g_assert_cmpint (eio_heartbeat_get_next (&heartbeat), ==, 50010 * MS);

  /* Other packets are a sign of life too. */
  g_assert_true (eio_heartbeat_take_ping (&heartbeat, 50010 * MS));
  eio_heartbeat_received (&heartbeat, 54000 * MS);
  g_assert_false (eio_heartbeat_expired (&heartbeat, 60000 * MS));
  g_assert_true (eio_heartbeat_expired (&heartbeat, 84000 * MS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/heartbeat/revision-4", test_revision_4);
  g_test_add_func ("/heartbeat/revision-3", test_revision_3);

  return g_test_run ();
}
