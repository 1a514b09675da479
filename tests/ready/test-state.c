/* test-state.c: what the tables of ready dashboards rely on: states that fit are told from states that don't, and where.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-state.h"

#include <string.h>

/* A state, what is expected of it, and what the difference begins with: NULL where there is none. */
typedef struct
{
  const char *state;
  const char *expected;
  const char *why;
} Case;

static const Case matches[] = {
  { "{'a':1,'b':2}", "{'a':1.0}", NULL },
  { "{'a':1}", "{'a':2}", "/a: expected 2, found 1" },
  { "{'a':1}", "{'b':1}", "/b: expected 1, found nothing" },
  { "{'a':null}", "{'a':null}", NULL },
  { "{'a':'1'}", "{'a':1}", "/a: expected 1, found" },
  { "{'a':[1,2,3]}", "{'a':[3,1]}", NULL },
  { "{'a':[1]}", "{'a':[2]}", "/a: none of 1 is like 2" },
  { "{'a':[]}", "{'a':[]}", NULL },
  { "{'a':[1]}", "{'a':[]}", "/a: expected [], found [1]" },
  { "{'a':{}}", "{'a':[]}", "/a: expected []" },
  { "{'a':[{'n':'x','v':1},{'n':'y','v':2}]}", "{'a':[{'n':'y','v':2}]}", NULL },
  { "{'a':[{'n':'x','v':1}]}", "{'a':[{'n':'x','v':2}]}",
    "/a: none of 1 is like {\"n\":\"x\",\"v\":2}; /a/0/v: " },
  { "{'a':5}", "{'a':{'>=':5,'<=':5,'!=':6}}", NULL },
  { "{'a':5}", "{'a':{'>=':6}}", "/a/>=: expected 6, found 5" },
  { "{'a':5}", "{'a':{'<=':4}}", "/a/<=" },
  { "{'a':5}", "{'a':{'!=':5}}", "/a/!=" },
  { "{'b':5}", "{'a':{'!=':5}}", "/a/!=: expected 5, found nothing" },
  { "{'a':'abc'}", "{'a':{'matches':'^a','length':3}}", NULL },
  { "{'a':'abc'}", "{'a':{'matches':'^b'}}", "/a/matches" },
  { "{'a':5}", "{'a':{'matches':'5'}}", "/a/matches" },
  { "{'a':[1,2]}", "{'a':{'length':{'>=':2}}}", NULL },
  { "{'a':[1,2]}", "{'a':{'length':3}}", "/a/length" },
};

static const Case sound[] = {
  { "{'bindings':[{'on':['x'],'matched':1,'skipped':0,'why':null}],'unbound':[]}", "{}", NULL },
  { "{'bindings':[{'on':['x'],'matched':0,'skipped':0,'why':null}],'unbound':[]}", "{}",
    "the binding on “x” never matched" },
  { "{'bindings':[{'on':['x'],'matched':0,'skipped':0,'why':null}],'unbound':[]}", "{'quiet':['x']}", NULL },
  { "{'bindings':[{'on':['x'],'matched':1,'skipped':2,'why':'value: ${/0}'}],'unbound':[]}", "{}",
    "the binding on “x” skipped: value: ${/0}" },
  { "{'bindings':[{'on':['x'],'matched':1,'skipped':2,'why':'value: ${/0}'}],'unbound':[]}",
    "{'skipped':{'x':'value'}}", NULL },
  { "{'bindings':[{'on':['x'],'matched':1,'skipped':2,'why':'value: ${/0}'}],'unbound':[]}",
    "{'skipped':{'x':'time'}}", "the binding on “x” skipped" },
  { "{'bindings':[],'unbound':[{'event':'y'}]}", "{}", "no binding wants “y”" },
  { "{'bindings':[],'unbound':[{'event':'y'}]}", "{'unbound':['y']}", NULL },
};

static JsonNode *
parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (json, &error);

  g_assert_no_error (error);
  return node;
}

static void
check (const Case *row, gboolean result, GString *why)
{
  g_test_message ("%s and %s: %s", row->state, row->expected, why->str);
  g_assert_true (result == (row->why == NULL));
  if (row->why != NULL)
    g_assert_true (g_str_has_prefix (why->str, row->why));
}

static void
test_matches (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (matches); i++)
    {
      g_autoptr (JsonNode) state = parse (matches[i].state);
      g_autoptr (JsonNode) expected = parse (matches[i].expected);
      g_autoptr (GString) why = g_string_new (NULL);

      check (&matches[i], test_state_matches (state, expected, why), why);
    }
}

static void
test_sound (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sound); i++)
    {
      g_autoptr (JsonNode) state = parse (sound[i].state);
      g_autoptr (JsonNode) row = parse (sound[i].expected);
      g_autoptr (GString) why = g_string_new (NULL);

      check (&sound[i], test_state_is_sound (state, json_node_get_object (row), why), why);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/state/matches", test_matches);
  g_test_add_func ("/state/sound", test_sound);
  return g_test_run ();
}
