/* test-condition.c: every operator on every kind of value, as a table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "evaluate.h"

#define V(value) "[\"m\"," value "]"

static const EvaluateCase cases[] = {
  /* == and !=: numbers and numeric text, true and false, else text; missing and null equal nothing. */
  { "[\"/0\",\"==\",1]", V ("1"), "yes" },
  { "[\"/0\",\"==\",1]", V ("1.0"), "yes" },
  { "[\"/0\",\"==\",1]", V ("\"1\""), "yes" },
  { "[\"/0\",\"==\",\"1.0\"]", V ("\"1\""), "yes" },
  { "[\"/0\",\"==\",1]", V ("true"), "yes" },
  { "[\"/0\",\"==\",0]", V ("false"), "yes" },
  { "[\"/0\",\"==\",true]", V ("\"true\""), "yes" },
  { "[\"/0\",\"==\",true]", V ("\"1\""), "yes" },
  { "[\"/0\",\"==\",true]", V ("\"yes\""), "no" },
  { "[\"/0\",\"==\",false]", V ("\"false\""), "yes" },
  { "[\"/0\",\"==\",false]", V ("\"\""), "no" },
  { "[\"/0\",\"==\",\"a\"]", V ("\"a\""), "yes" },
  { "[\"/0\",\"==\",\"a\"]", V ("\"A\""), "no" },
  { "[\"/0\",\"==\",\"\"]", V ("\"\""), "yes" },
  { "[\"/0\",\"==\",\"\"]", V ("0"), "no" },
  { "[\"/0\",\"==\",12345678901234567890]", V ("12345678901234567891"), "no" },
  { "[\"/0\",\"==\",\"12345678901234567890\"]", V ("12345678901234567890"), "yes" },
  { "[\"/0\",\"==\",\"[1,2]\"]", V ("[1,2]"), "yes" },
  { "[\"/0\",\"==\",null]", V ("null"), "no" },
  { "[\"/0\",\"!=\",null]", V ("null"), "yes" },
  { "[\"/0\",\"==\",\"null\"]", V ("null"), "no" },
  { "[\"/1\",\"==\",1]", V ("1"), "no" },
  { "[\"/1\",\"!=\",1]", V ("1"), "yes" },
  { "[\"/0\",\"!=\",1]", V ("2"), "yes" },
  { "[\"/0\",\"!=\",1]", V ("\"1\""), "no" },
  /* Order: as numbers. */
  { "[\"/0\",\"<\",10]", V ("9"), "yes" },
  { "[\"/0\",\"<\",10]", V ("\"9\""), "yes" },
  { "[\"/0\",\"<\",10]", V ("10"), "no" },
  { "[\"/0\",\"<=\",10]", V ("10"), "yes" },
  { "[\"/0\",\">\",10]", V ("10.5"), "yes" },
  { "[\"/0\",\">=\",\"10\"]", V ("10"), "yes" },
  { "[\"/0\",\">\",\"a\"]", V ("\"b\""), "no" },
  { "[\"/0\",\"<\",10]", V ("null"), "no" },
  { "[\"/1\",\"<\",10]", V ("1"), "no" },
  /* in */
  { "[\"/0\",\"in\",[\"a\",\"b\"]]", V ("\"b\""), "yes" },
  { "[\"/0\",\"in\",[1,2]]", V ("\"2\""), "yes" },
  { "[\"/0\",\"in\",[]]", V ("1"), "no" },
  { "[\"/0\",\"in\",[null]]", V ("null"), "no" },
  { "[\"/0\",\"in\",[\"${name}\"]]", V ("\"desktop\""), "yes" },
  { "[\"/0\",\"in\",[\"${unset}\",\"b\"]]", V ("\"b\""), "yes" },
  { "[\"/0\",\"in\",[\"${unset}\"]]", V ("null"), "no" },
  { "[\"/0\",\"==\",[\"${unset}\"]]", V ("[null]"), "no" },
  { "[\"/0\",\"in\",\"${/1}\"]", "[\"m\",2,[1,2]]", "yes" },
  { "[\"/0\",\"in\",\"abc\"]", NULL, "error: expected a list" },
  { "[\"/0\",\"in\",5]", NULL, "error: expected a list, found a number" },
  /* exists, absent */
  { "[\"/0\",\"exists\"]", V ("\"\""), "yes" },
  { "[\"/0\",\"exists\"]", V ("false"), "yes" },
  { "[\"/0\",\"exists\"]", V ("null"), "no" },
  { "[\"/1\",\"exists\"]", V ("1"), "no" },
  { "[\"/0\",\"absent\"]", V ("null"), "yes" },
  { "[\"/1\",\"absent\"]", V ("1"), "yes" },
  { "[\"/0\",\"absent\"]", V ("0"), "no" },
  /* is */
  { "[\"/0\",\"is\",\"number\"]", V ("1"), "yes" },
  { "[\"/0\",\"is\",\"number\"]", V ("\"1\""), "no" },
  { "[\"/0\",\"is\",\"string\"]", V ("\"1\""), "yes" },
  { "[\"/0\",\"is\",\"object\"]", V ("{}"), "yes" },
  { "[\"/0\",\"is\",\"array\"]", V ("[]"), "yes" },
  { "[\"/0\",\"is\",\"array\"]", V ("{}"), "no" },
  { "[\"/0\",\"is\",\"boolean\"]", V ("false"), "yes" },
  { "[\"/0\",\"is\",\"null\"]", V ("null"), "yes" },
  { "[\"/1\",\"is\",\"null\"]", V ("1"), "no" },
  { "[\"/0\",\"is\",\"binary\"]", V ("{\"_placeholder\":true,\"num\":0}"), "yes" },
  { "[\"/0\",\"is\",\"text\"]", NULL, "error: expected number, string" },
  /* matches, contains */
  { "[\"/0\",\"matches\",\"^a.c$\"]", V ("\"abc\""), "yes" },
  { "[\"/0\",\"matches\",\"^b\"]", V ("\"abc\""), "no" },
  { "[\"/0\",\"matches\",\"^4\"]", V ("42"), "yes" },
  { "[\"/0\",\"matches\",\"\"]", V ("null"), "no" },
  { "[\"/0\",\"matches\",\"^${name}$\"]", V ("\"desktop\""), "yes" },
  { "[\"/0\",\"matches\",\"${/1}\"]", "[\"m\",\"a\",\"(\"]", "no" },
  { "[\"/0\",\"matches\",\"(\"]", NULL, "error: expected a regular expression" },
  { "[\"/0\",\"contains\",\"b\"]", V ("\"abc\""), "yes" },
  { "[\"/0\",\"contains\",\"B\"]", V ("\"abc\""), "no" },
  { "[\"/0\",\"contains\",\"${name}\"]", V ("\"hi desktop\""), "yes" },
  { "[\"/0\",\"contains\",2]", V ("[1,2]"), "yes" },
  { "[\"/0\",\"contains\",3]", V ("[1,2]"), "no" },
  { "[\"/0\",\"contains\",\"k\"]", V ("{\"k\":null}"), "yes" },
  { "[\"/0\",\"contains\",\"x\"]", V ("null"), "no" },
  { "[\"/0\",\"contains\",\"${unset}\"]", V ("\"abc\""), "no" },
  /* The subject may be a template, and so may the value. */
  { "[\"${/0 | length}\",\">\",2]", V ("\"abc\""), "yes" },
  { "[\"${/0/a ?? /0/b}\",\"==\",\"x\"]", V ("{\"b\":\"x\"}"), "yes" },
  { "[\"/0/a ?? /0/b\",\"==\",\"x\"]", V ("{\"b\":\"x\"}"), "yes" },
  { "[\"${/0}-${/1}\",\"==\",\"a-b\"]", "[\"m\",\"a\",\"b\"]", "yes" },
  { "[\"/0\",\"==\",\"${/1}\"]", "[\"m\",5,\"5\"]", "yes" },
  { "[\"/0\",\"==\",\"${/1}\"]", "[\"m\",5]", "no" },
  { "[\"$1\",\"==\",\"starred\"]", NULL, "yes" },
  { "[\"#namespace\",\"==\",\"/chat\"]", NULL, "yes" },
  /* any */
  { "{\"any\":[[\"/0\",\"==\",1],[\"/0\",\"==\",2]]}", V ("2"), "yes" },
  { "{\"any\":[[\"/0\",\"==\",1],[\"/0\",\"==\",2]]}", V ("3"), "no" },
  { "{\"any\":[]}", V ("3"), "no" },
  { "{\"any\":[{\"any\":[[\"/0\",\"==\",3]]}]}", V ("3"), "yes" },
  { "{\"all\":[]}", NULL, "error: expected [path, operator, value]" },
  { "{\"any\":[[\"/0\",\"~\",1]]}", NULL, "error: any[0][1]: expected ==, !=" },
  { "{\"any\":[[\"/0\",\"==\",1]],\"x\":1}", NULL, "error: expected [path, operator, value]" },
  /* Shapes. */
  { "\"/0\"", NULL, "error: expected [path, operator, value], found text" },
  { "[\"/0\"]", NULL, "error: expected [path, operator, value]" },
  { "[\"/0\",\"==\"]", NULL, "error: expected one value after “==”" },
  { "[\"/0\",\"exists\",1]", NULL, "error: expected nothing after “exists”" },
  { "[1,\"==\",1]", NULL, "error: [0]: expected a path, found a number" },
  { "[\"/0\",5,1]", NULL, "error: [1]: expected ==, !=" },
};

static void
test_conditions (void)
{
  evaluate_cases (cases, G_N_ELEMENTS (cases), evaluate_condition);
}

static void
test_deep (void)
{
  g_autoptr (GString) json = g_string_new (NULL);
  EvaluateCase one = { NULL, NULL, "error: expected at most 8 levels" };

  for (guint i = 0; i < 100; i++)
    g_string_append (json, "{\"any\":[");
  for (guint i = 0; i < 100; i++)
    g_string_append (json, "]}");
  one.what = json->str;
  evaluate_cases (&one, 1, evaluate_condition);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/condition/cases", test_conditions);
  g_test_add_func ("/condition/deep", test_deep);
  return g_test_run ();
}
