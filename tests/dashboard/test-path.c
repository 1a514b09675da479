/* test-path.c: every root and step of a path, as a table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "evaluate.h"

static const EvaluateCase cases[] = {
  /* Arguments: the name is not one of them, and they stay as they came. */
  { "/0", "[\"msg\",5]", "5" },
  { "/1", "[\"msg\",5,\"offset\"]", "\"offset\"" },
  { "/2", "[\"msg\",5]", "missing" },
  { "/-", "[\"msg\",5,6]", "6" },
  { "/-", "[\"msg\"]", "missing" },
  { "/", "[\"msg\",5]", "missing" },
  { "/0", "[\"msg\"]", "missing" },
  { "/0", "[\"msg\",null]", "null" },
  { "/0/username", "[\"msg\",{\"username\":\"ann\"}]", "\"ann\"" },
  { "/0/username", "[\"msg\",\"text\"]", "missing" },
  { "/0/a/b/c", "[\"msg\",{\"a\":{\"b\":{\"c\":true}}}]", "true" },
  { "/0/a/b/c", "[\"msg\",{\"a\":null}]", "missing" },
  /* Index or key, whichever is there. */
  { "/0/2", "[\"msg\",{\"2\":\"key\"}]", "\"key\"" },
  { "/0/2", "[\"msg\",[1,2,3]]", "3" },
  { "/0/3", "[\"msg\",[1,2,3]]", "missing" },
  { "/0/02", "[\"msg\",[1,2,3]]", "missing" },
  { "/0/-", "[\"msg\",[1,2,3]]", "3" },
  { "/0/-", "[\"msg\",[]]", "missing" },
  { "/0/-", "[\"msg\",{\"-\":1}]", "1" },
  { "/0/-1", "[\"msg\",[1,2,3]]", "missing" },
  { "/0/99999999999999999999", "[\"msg\",[1]]", "missing" },
  /* RFC 6901. */
  { "/0/a~1b", "[\"msg\",{\"a/b\":1}]", "1" },
  { "/0/a~0b", "[\"msg\",{\"a~b\":1}]", "1" },
  { "/0/~01", "[\"msg\",{\"~1\":1}]", "1" },
  { "/0/a~2b", NULL, "error: expected “~0” or “~1”" },
  { "/0/", "[\"msg\",{\"\":1}]", "1" },
  { "/0/first name", "[\"msg\",{\"first name\":1}]", "1" },
  { "/0/a|b", "[\"msg\",{\"a|b\":1}]", "1" },
  { "/0/it's", "[\"msg\",{\"it's\":1}]", "1" },
  { "/0/\xc3\xa9", "[\"msg\",{\"\\u00e9\":1}]", "1" },
  /* The other roots. */
  { "sent/0/service", NULL, "\"x\"" },
  { "sent/1", NULL, "missing" },
  { "@token/a/1", NULL, "2" },
  { "@token", NULL, "{\"a\":[1,2]}" },
  { "@never", NULL, "missing" },
  { "name", NULL, "\"desktop\"" },
  { "unset", NULL, "missing" },
  { "text", NULL, "\"typed\"" },
  { "room", NULL, "\"r1\"" },
  { "$0", NULL, "\"msg\"" },
  { "$1", NULL, "\"starred\"" },
  { "#namespace", NULL, "\"/chat\"" },
  { "#time", NULL, "1234" },
  /* What no path is. */
  { "", NULL, "error: found nothing" },
  { "nobody", NULL, "error: expected an input or a loop variable, found “nobody”" },
  { "name#", NULL, "error: expected the name of a loop before “#”" },
  { "$2", NULL, "error: expected $0, $1, #namespace or #time" },
  { "#nsp", NULL, "error: expected $0, $1, #namespace or #time" },
  { "@", NULL, "error: expected the name of a session variable" },
  { "a b", NULL, "error: expected a path, found “a b”" },
  { "0/x", NULL, "error: expected a path, found “0”" },
  /* ?? takes what exists and is not null or "". */
  { "/0/a ?? /0/b", "[\"msg\",{\"b\":1}]", "1" },
  { "/0/a ?? /0/b", "[\"msg\",{\"a\":null,\"b\":1}]", "1" },
  { "/0/a ?? /0/b", "[\"msg\",{\"a\":\"\",\"b\":1}]", "1" },
  { "/0/a ?? /0/b", "[\"msg\",{\"a\":0,\"b\":1}]", "0" },
  { "/0/a ?? /0/b", "[\"msg\",{\"a\":false,\"b\":1}]", "false" },
  { "/0/a ?? /0/b ?? /0/c", "[\"msg\",{\"c\":[]}]", "[]" },
  { "/0/a ?? /0/b", "[\"msg\",{}]", "missing" },
  { "/0/a ?? empty ?? name", "[\"msg\",{}]", "\"desktop\"" },
  { "/0/a ?? \"text\"", "[\"msg\",{}]", "\"text\"" },
  { "/0/a ?? 'it\\'s'", "[\"msg\",{}]", "\"it's\"" },
  { "/0/a ?? 'a\\d'", "[\"msg\",{}]", "\"a\\\\d\"" },
  { "/0/a ?? \"a ?? b | c }\"", "[\"msg\",{}]", "\"a ?? b | c }\"" },
  { "/0/a ?? \"\"", "[\"msg\",{}]", "\"\"" },
  { "/0/a ?? 1.50", "[\"msg\",{}]", "1.50" },
  { "/0/a ?? -1", "[\"msg\",{}]", "-1" },
  { "/0/a ?? true", "[\"msg\",{}]", "true" },
  { "/0/a ?? null", "[\"msg\",{}]", "null" },
  { "'x' ?? /0", NULL, "error: expected a literal to stand last" },
};

static void
test_paths (void)
{
  evaluate_cases (cases, G_N_ELEMENTS (cases), evaluate);
}

static void
test_long (void)
{
  g_autoptr (GString) path = g_string_new (NULL);
  EvaluateCase one = { NULL, NULL, "error: expected a shorter path" };

  for (guint i = 0; i < 100; i++)
    g_string_append (path, "/0");
  one.what = path->str;
  evaluate_cases (&one, 1, evaluate);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path/cases", test_paths);
  g_test_add_func ("/path/long", test_long);
  return g_test_run ();
}
