/* test-template.c: constants, one expression, text around expressions, objects and arrays, as a table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "evaluate.h"

#define EVENT                                                                                                \
  "[\"msg\",{\"n\":7,\"big\":12345678901234567890,\"f\":1.50,\"t\":\"x\",\"b\":true,\"z\":null,\"o\":{"      \
  "\"k\":[1]},\"s\":\"\"}]"

static const EvaluateCase cases[] = {
  /* Constants. */
  { "\"plain\"", EVENT, "\"plain\"" },
  { "\"\"", EVENT, "\"\"" },
  { "5", EVENT, "5" },
  { "false", EVENT, "false" },
  { "null", EVENT, "null" },
  { "\"$\"", EVENT, "\"$\"" },
  { "\"$x {y}\"", EVENT, "\"$x {y}\"" },
  { "\"$${name}\"", EVENT, "\"${name}\"" },
  { "\"$$${name}\"", EVENT, "\"$${name}\"" },
  { "\"a $${b} ${name}\"", EVENT, "\"a ${b} desktop\"" },
  /* One expression keeps its type, and its digits. */
  { "\"${/0/n}\"", EVENT, "7" },
  { "\"${ /0/n }\"", EVENT, "7" },
  { "\"${/0/big}\"", EVENT, "12345678901234567890" },
  { "\"${/0/f}\"", EVENT, "1.50" },
  { "\"${/0/b}\"", EVENT, "true" },
  { "\"${/0/o}\"", EVENT, "{\"k\":[1]}" },
  { "\"${/0/z}\"", EVENT, "null" },
  { "\"${/0/none}\"", EVENT, "missing" },
  /* Anything else becomes text. */
  { "\"${/0/n} \"", EVENT, "\"7 \"" },
  { "\" ${/0/b}\"", EVENT, "\" true\"" },
  { "\"${/0/n}${/0/t}\"", EVENT, "\"7x\"" },
  { "\"id-${/0/big}\"", EVENT, "\"id-12345678901234567890\"" },
  { "\"${/0/f}!\"", EVENT, "\"1.50!\"" },
  { "\"${/0/o}!\"", EVENT, "\"{\\\"k\\\":[1]}!\"" },
  { "\"${/0/s}!\"", EVENT, "\"!\"" },
  /* One that is missing or null makes the longer text missing as a whole. */
  { "\"a ${/0/none} b\"", EVENT, "missing" },
  { "\"a ${/0/z} b\"", EVENT, "missing" },
  { "\"a ${/0/none ?? 'c'} b\"", EVENT, "\"a c b\"" },
  /* Quotes hide braces. */
  { "\"${/0/none ?? '}'}\"", EVENT, "\"}\"" },
  { "\"${/0/t | case x='a } b'} ${name}\"", EVENT, "\"a } b desktop\"" },
  /* Objects and arrays. */
  { "[\"join\",\"${/0/t}\",5,null,{\"a\":\"${/0/n}\"}]", EVENT, "[\"join\",\"x\",5,null,{\"a\":7}]" },
  { "{\"user\":\"${name}\",\"list\":[\"${/0/o}\"]}", EVENT, "{\"user\":\"desktop\",\"list\":[{\"k\":[1]}]}" },
  { "[\"join\",\"${/0/none}\"]", EVENT, "missing" },
  { "[\"join\",\"${/0/z}\"]", EVENT, "missing" },
  { "{\"a\":[{\"b\":\"${/0/none}\"}]}", EVENT, "missing" },
  { "[]", EVENT, "[]" },
  { "{\"a\":{\"b\":[1,\"two\"]}}", EVENT, "{\"a\":{\"b\":[1,\"two\"]}}" },
  { "[\"$${x}\"]", EVENT, "[\"${x}\"]" },
  /* What does not compile. */
  { "\"${/0/a\"", EVENT, "error: expected “}” behind “${/0/a”" },
  { "\"${}\"", EVENT, "error: found nothing" },
  { "\"a ${b c}\"", EVENT, "error: expected a path, found “b c”" },
  { "{\"a\":[\"ok\",\"${x}\"]}", EVENT, "error: a[1]: expected an input or a loop variable, found “x”" },
};

static void
test_templates (void)
{
  evaluate_cases (cases, G_N_ELEMENTS (cases), evaluate_json);
}

static void
test_deep (void)
{
  g_autoptr (GString) json = g_string_new (NULL);
  EvaluateCase one = { NULL, EVENT, "error: expected at most 32 levels" };

  for (guint i = 0; i < 200; i++)
    g_string_append_c (json, '[');
  g_string_append (json, "\"${name}\"");
  for (guint i = 0; i < 200; i++)
    g_string_append_c (json, ']');
  one.what = json->str;
  evaluate_cases (&one, 1, evaluate_json);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/cases", test_templates);
  g_test_add_func ("/template/deep", test_deep);
  return g_test_run ();
}
