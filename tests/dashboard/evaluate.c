/* evaluate.c: what one template or condition comes to, for tables of cases.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "evaluate.h"

typedef struct
{
  TellContext context;
  TellIncoming incoming;
  TellScope scope;
  SioArgs *args;
  SioArgs *sent;
  JsonNode *node;
} World;

static void
fill_store (TellStore *store)
{
  const char *const columns[] = { "os", "n", NULL };
  const char *const values[] = { "\"Li\\\"nux\"", "7", NULL };

  tell_person_set_name (tell_store_ensure_person (store, "1"), "Ann");
  tell_store_ensure_person (store, "2");
  tell_room_set_name (tell_store_ensure_room (store, "r1"), "Lobby");
  series_buffer_set_name (series_store_ensure (tell_store_get_series (store), "cpu"), "CPU");
  tell_table_set (tell_store_ensure_table (store, "hosts"), "a", columns, values);
}

static void
fill_variables (TellVariables *variables)
{
  g_autoptr (SioArgs) token = sio_args_new_text ("{\"a\":[1,2]}", -1, NULL);

  tell_variables_set_text (variables, TELL_NAME_INPUT,
                           tell_variables_intern (variables, TELL_NAME_INPUT, "name"), "desktop", FALSE);
  tell_variables_set_text (variables, TELL_NAME_INPUT,
                           tell_variables_intern (variables, TELL_NAME_INPUT, "empty"), "", FALSE);
  tell_variables_intern (variables, TELL_NAME_INPUT, "unset");
  tell_variables_set (variables, TELL_NAME_VARIABLE,
                      tell_variables_intern (variables, TELL_NAME_VARIABLE, "token"), token, FALSE);
}

/* An attachment is what {"_placeholder":true,"num":0} names. */
static SioArgs *
parse_args (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  SioArgs *args;

  g_ptr_array_add (attachments, g_bytes_new ("\x00\xff\x10", 3));
  args = sio_args_new (bytes, 0, attachments, &error);
  if (args == NULL)
    g_error ("%s: %s", json, error->message);
  return args;
}

static void
world_init (World *world, const char *json, const char *args)
{
  g_autoptr (SioArgs) parsed = sio_args_new_text (json, -1, NULL);

  *world = (World){ 0 };
  g_assert_nonnull (parsed);
  world->node = sio_value_to_node (sio_args_get_root (parsed));
  world->args = parse_args (args);
  world->sent = sio_args_new_text ("[\"ask\",{\"service\":\"x\"}]", -1, NULL);
  world->incoming = (TellIncoming){
    .nsp = "/chat", .name = "msg", .args = world->args, .first = 1, .sent = world->sent, .time_ms = 1234
  };
  world->context.variables = tell_variables_new ();
  world->context.store = tell_store_new ();
  world->context.scratch = tell_scratch_new ();
  world->context.incoming = &world->incoming;
  world->context.match = "starred";
  world->context.text = "typed";
  world->context.room = "r1";
  world->scope =
      (TellScope){ .variables = world->context.variables, .flags = TELL_SCOPE_EVENT | TELL_SCOPE_EMIT };
  fill_variables (world->context.variables);
  fill_store (world->context.store);
}

static void
world_clear (World *world)
{
  tell_scratch_free (world->context.scratch);
  tell_variables_free (world->context.variables);
  test_assert_finalize (world->context.store);
  sio_args_unref (world->args);
  sio_args_unref (world->sent);
  json_node_unref (world->node);
}

char *
evaluate_json (const char *template_json, const char *args)
{
  World world;
  g_autoptr (GError) error = NULL;
  g_autoptr (TellTemplate) template = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  TellValue value;

  world_init (&world, template_json, args);
  template = tell_template_new (world.node, &world.scope, FALSE, NULL, &error);
  if (template == NULL)
    g_string_append_printf (out, "error: %s", error->message);
  else
    {
      value = tell_template_evaluate (template, &world.context);
      if (value.kind == SIO_VALUE_MISSING)
        g_string_append (out, "missing");
      else
        tell_value_append_json (&value, out);
    }
  g_clear_pointer (&template, tell_template_free);
  world_clear (&world);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
evaluate (const char *expression, const char *args)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (SioArgs) json = NULL;
  g_autofree char *text = g_strconcat ("${", expression, "}", NULL);
  g_autofree char *quoted = NULL;
  gsize length;
  const char *peeked;

  sio_writer_string (writer, text, -1);
  json = sio_writer_finish (writer);
  peeked = sio_args_peek_text (json, &length);
  quoted = g_strndup (peeked, length);
  return evaluate_json (quoted, args);
}

char *
evaluate_condition (const char *json, const char *args)
{
  World world;
  g_autoptr (GError) error = NULL;
  g_autoptr (TellCondition) condition = NULL;
  char *result;

  world_init (&world, json, args);
  condition = tell_condition_new (world.node, &world.scope, NULL, &error);
  if (condition == NULL)
    result = g_strdup_printf ("error: %s", error->message);
  else
    result = g_strdup (tell_condition_holds (condition, &world.context) ? "yes" : "no");
  g_clear_pointer (&condition, tell_condition_free);
  world_clear (&world);
  return result;
}

void
evaluate_cases (const EvaluateCase *cases, guint n, EvaluateFunc func)
{
  gboolean ok = TRUE;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *result = func (cases[i].what, cases[i].args ? cases[i].args : "[\"msg\"]");
      gboolean error = g_str_has_prefix (cases[i].expected, "error: ");

      /* Of an error, what is expected is a part of the sentence. */
      if (error ? g_str_has_prefix (result, "error: ") && strstr (result, cases[i].expected + 7) != NULL
                : g_str_equal (result, cases[i].expected))
        continue;
      g_test_message ("%s with %s: expected %s, found %s", cases[i].what, cases[i].args, cases[i].expected,
                      result);
      ok = FALSE;
    }
  if (!ok)
    g_test_fail ();
}
