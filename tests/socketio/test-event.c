/* test-event.c: what an event tells about itself, and the words of sio-types.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sio-event.h"

static void
test_fields (void)
{
  g_autoptr (SioArgs) args = sio_args_new_text ("[\"new\\nmessage\",{\"a\":1},2]", -1, NULL);
  g_autoptr (SioEvent) event = sio_event_new ("/chat", args, "007", 1732250000123456);
  SioEvent *copy = g_boxed_copy (SIO_TYPE_EVENT, event);

  g_assert_cmpstr (sio_event_get_nsp (event), ==, "/chat");
  g_assert_cmpstr (sio_event_get_name (event), ==, "new\nmessage");
  g_assert_cmpstr (sio_event_get_ack_id (event), ==, "007");
  g_assert_cmpint (sio_event_get_time (event), ==, 1732250000123456);
  g_assert_true (sio_event_get_args (event) == args);
  g_assert_cmpuint (sio_event_get_n_args (event), ==, 2);
  g_assert_cmpint (sio_value_get_kind (sio_event_get_arg (event, 0)), ==, SIO_VALUE_OBJECT);
  g_assert_cmpfloat (sio_value_get_double (sio_event_get_arg (event, 1)), ==, 2);
  g_assert_true (sio_value_is_missing (sio_event_get_arg (event, 2)));
  g_assert_true (sio_value_is_missing (sio_event_get_arg (event, G_MAXUINT)));
  g_boxed_free (SIO_TYPE_EVENT, copy);
}

static void
test_names (void)
{
  static const struct
  {
    const char *json;
    const char *name; /* NULL: no event */
  } cases[] = {
    { "[\"\"]", "" },   { "[1]", "1" },    { "[1.50,2]", "1.50" }, { "[]", NULL },
    { "[null]", NULL }, { "[[1]]", NULL }, { "{\"a\":1}", NULL },  { "\"a\"", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SioArgs) args = sio_args_new_text (cases[i].json, -1, NULL);
      g_autoptr (SioEvent) event = sio_event_new ("/", args, NULL, 0);

      g_assert_cmpstr (event ? sio_event_get_name (event) : NULL, ==, cases[i].name);
      if (event)
        g_assert_null (sio_event_get_ack_id (event));
    }
}

static void
test_reasons (void)
{
  static const char *const texts[] = { "",
                                       "io server disconnect",
                                       "io client disconnect",
                                       "ping timeout",
                                       "transport close",
                                       "transport error",
                                       "parse error",
                                       "forced close" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpstr (sio_disconnect_reason_to_string (i), ==, texts[i]);
      g_assert_true (sio_disconnect_reason_reconnects (i) == (i > SIO_DISCONNECT_CLIENT));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event/fields", test_fields);
  g_test_add_func ("/event/names", test_names);
  g_test_add_func ("/event/reasons", test_reasons);
  return g_test_run ();
}
