/* test-connect-error.c: a refusal is a sentence and data, whoever wrote it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sio-connect-error.h"

static const struct
{
  const char *payload; /* NULL: none came */
  const char *said;
} cases[] = {
  /* protocol 5 */
  { "{\"message\":\"No\"}", "{\"message\":\"No\"}" },
  { "{\"message\":\"No\",\"data\":{\"code\":401}}", "{\"message\":\"No\",\"data\":{\"code\":401}}" },
  { "{\"data\":null,\"message\":\"No\"}", "{\"message\":\"No\",\"data\":null}" },
  { "{\"message\":\"a\\u0000\\ud83d\"}", "{\"message\":\"a\\u0000\\ud83d\"}" },
  /* protocol 4: the error's message, or its data */
  { "\"No\"", "{\"message\":\"No\"}" },
  { "{\"code\":401,\"n\":1e400}",
    "{\"message\":\"The server refused the connection\",\"data\":{\"code\":401,\"n\":1e400}}" },
  { "{\"message\":\"No\",\"code\":401}", "{\"message\":\"No\",\"data\":{\"message\":\"No\",\"code\":401}}" },
  { "[401]", "{\"message\":\"The server refused the connection\",\"data\":[401]}" },
  { "401", "{\"message\":\"The server refused the connection\",\"data\":401}" },
  /* nothing that helps */
  { "{\"message\":5}", "{\"message\":\"The server refused the connection\",\"data\":{\"message\":5}}" },
  { "{\"message\":\"\",\"data\":1}", "{\"message\":\"The server refused the connection\",\"data\":1}" },
  { "{}", "{\"message\":\"The server refused the connection\"}" },
  { "\"\"", "{\"message\":\"The server refused the connection\"}" },
  { "null", "{\"message\":\"The server refused the connection\"}" },
  { NULL, "{\"message\":\"The server refused the connection\"}" },
};

static void
test_build (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SioArgs) payload = cases[i].payload ? sio_args_new_text (cases[i].payload, -1, NULL) : NULL;
      g_autoptr (SioArgs) error = sio_connect_error_build (payload);
      g_autofree char *message = sio_connect_error_dup_message (error);
      g_autoptr (GString) json = g_string_new (NULL);

      sio_value_append_json (sio_args_get_root (error), json);
      g_assert_cmpstr (json->str, ==, cases[i].said);
      g_assert_cmpstr (message, !=, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connect-error/build", test_build);
  return g_test_run ();
}
