/* test-filter.c: every filter, with what it can't work on, as a table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "evaluate.h"

static const EvaluateCase numbers[] = {
  /* time: below 10^11 seconds, else ms; whole ms. */
  { "/0 | time", "[\"m\",1732250000]", "1732250000000" },
  { "/0 | time", "[\"m\",1732250000123]", "1732250000123" },
  { "/0 | time", "[\"m\",1700000000.123]", "1700000000123" },
  { "/0 | time", "[\"m\",99999999999]", "99999999999000" },
  { "/0 | time", "[\"m\",100000000000]", "100000000000" },
  { "/0 | time", "[\"m\",1732250000123.7]", "1732250000124" },
  { "/0 | time s", "[\"m\",100000000000]", "100000000000000" },
  { "/0 | time ms", "[\"m\",5]", "5" },
  { "/0 | time", "[\"m\",0]", "0" },
  { "/0 | time", "[\"m\",\"1732250000\"]", "1732250000000" },
  { "/0 | time", "[\"m\",\"2024-11-22T04:33:20Z\"]", "1732250000000" },
  { "/0 | time", "[\"m\",\"2024-11-22T04:33:20.123456Z\"]", "1732250000123" },
  { "/0 | time", "[\"m\",\"2024-11-22T05:33:20.5+01:00\"]", "1732250000500" },
  { "/0 | time", "[\"m\",\"2024-11-22T04:33:20\"]", "1732250000000" },
  { "/0 | time", "[\"m\",\"2024-11-22 04:33:20\"]", "1732250000000" },
  { "/0 | time", "[\"m\",\"2024-11-22 04:33:20.123\"]", "1732250000123" },
  { "/0 | time", "[\"m\",\"2024-11-22\"]", "1732233600000" },
  { "/0 | time", "[\"m\",\"2024-11-22T04:33Z\"]", "1732249980000" },
  { "/0 | time", "[\"m\",\"2024-11-22 05:33+01:00\"]", "1732249980000" },
  { "/0 | time", "[\"m\",\"20241122T043320z\"]", "1732250000000" },
  { "/0 | time", "[\"m\",\"1969-12-31T23:59:59.500Z\"]", "-500" },
  { "/0 | time ms | time", "[\"m\",5]", "5" },
  { "/0 | time ms | scale 2 | time", "[\"m\",5]", "10000" },
  { "/0 | time", "[\"m\",\"yesterday\"]", "missing" },
  { "/0 | time", "[\"m\",\"\"]", "missing" },
  { "/0 | time", "[\"m\",true]", "missing" },
  { "/0 | time", "[\"m\",{}]", "missing" },
  { "/0 | time", "[\"m\",1e300]", "missing" },
  { "/0 | time", "[\"m\",1e400]", "missing" },
  { "/0 | time days", "[\"m\",1]", "error: expected “time s” or “time ms”" },
  /* scale, round */
  { "/0 | scale 1.8 32", "[\"m\",100]", "212" },
  { "/0 | scale 0.5", "[\"m\",3]", "1.5" },
  { "/0 | scale 1000", "[\"m\",\"x\"]", "missing" },
  { "/0 | scale 10", "[\"m\",1e308]", "missing" },
  { "/0 | scale", "[\"m\",1]", "error: “scale” needs more arguments" },
  { "/0 | scale x", "[\"m\",1]", "error: expected a number, found “x”" },
  { "/0 | scale 1 2 3", "[\"m\",1]", "error: “scale” has too many arguments" },
  { "/0 | round 2", "[\"m\",3.14159]", "3.14" },
  { "/0 | round", "[\"m\",2.5]", "3" },
  { "/0 | round 0", "[\"m\",-0.2]", "0" },
  { "/0 | round -2", "[\"m\",1234]", "1200" },
  { "/0 | round 2", "[\"m\",\"x\"]", "missing" },
  { "/0 | scale 0.1 | round 1", "[\"m\",3]", "0.3" },
  /* number */
  { "/0 | number", "[\"m\",\"12.5\"]", "12.5" },
  { "/0 | number", "[\"m\",\" -3 \"]", "-3" },
  { "/0 | number", "[\"m\",\"1e3\"]", "1000" },
  { "/0 | number", "[\"m\",\"12345678901234567890\"]", "12345678901234567890" },
  { "/0 | number", "[\"m\",12.50]", "12.50" },
  { "/0 | number", "[\"m\",true]", "1" },
  { "/0 | number", "[\"m\",\"42%\"]", "missing" },
  { "/0 | number", "[\"m\",\"0x10\"]", "missing" },
  { "/0 | number", "[\"m\",\"inf\"]", "missing" },
  { "/0 | number", "[\"m\",\"\"]", "missing" },
  { "/0 | number", "[\"m\",[1]]", "missing" },
};

static const EvaluateCase texts[] = {
  { "/0 | match '[0-9]+'", "[\"m\",\"cpu 42 %\"]", "\"42\"" },
  { "/0 | match '(\\w+) (\\d+)' 2", "[\"m\",\"cpu 42\"]", "\"42\"" },
  { "/0 | match '(\\w+) (\\d+)' 1", "[\"m\",\"cpu 42\"]", "\"cpu\"" },
  { "/0 | match '(a)|(b)' 2", "[\"m\",\"a\"]", "missing" },
  { "/0 | match '(a)' 5", "[\"m\",\"a\"]", "missing" },
  { "/0 | match 'x'", "[\"m\",\"y\"]", "missing" },
  { "/0 | match 'it\\'s'", "[\"m\",\"it's\"]", "\"it's\"" },
  { "/0 | match 'a|b'", "[\"m\",\"b\"]", "\"b\"" },
  { "/0 | match '}'", "[\"m\",\"a}\"]", "\"}\"" },
  { "/0 | match '^\\d+$'", "[\"m\",42]", "\"42\"" },
  { "/0 | match '(' 1", "[\"m\",\"a\"]", "error: expected a regular expression" },
  { "/0 | match 'a' x", "[\"m\",\"a\"]", "error: expected a number" },
  { "/0 | match '(a+)+$'", "[\"m\",\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\"]", "missing" },
  { "/0 | strip html", "[\"m\",\"<b>a</b> &amp; &lt;b&gt; &#65;&#x42;<br/>c\"]", "\"a & <b> ABc\"" },
  { "/0 | strip html", "[\"m\",\"1 < 2 & 3 &nope; R&D;\"]", "\"1 < 2 & 3 &nope; R&D;\"" },
  { "/0 | strip html", "[\"m\",\"a<script>x()</script>b<!-- <i> -->c<style>p{}</style>\"]", "\"abc\"" },
  { "/0 | strip html", "[\"m\",\"a<b\"]", "\"a\"" },
  { "/0 | strip html", "[\"m\",\"&#0;&#xd800;&#99999999;\"]", "\"&#0;&#xd800;&#99999999;\"" },
  { "/0 | strip ansi", "[\"m\",\"\\u001b[31mred\\u001b[0m \\u001b]0;title\\u0007x\\u001b(By\"]",
    "\"red xy\"" },
  { "/0 | strip ansi", "[\"m\",\"a\\u001b\"]", "\"a\"" },
  { "/0 | strip ansi", "[\"m\",\"a\\u001b[3\"]", "\"a\"" },
  { "/0 | strip tags", NULL, "error: expected “strip html” or “strip ansi”" },
  { "/0 | lower", "[\"m\",\"ÄB\"]", "\"äb\"" },
  { "/0 | upper", "[\"m\",\"äb\"]", "\"ÄB\"" },
  { "/0 | hex", "[\"m\",\"az\"]", "\"617a\"" },
  { "/0 | hex", "[\"m\",{\"_placeholder\":true,\"num\":0}]", "\"00ff10\"" },
  { "/0 | base64", "[\"m\",\"user:pass\"]", "\"dXNlcjpwYXNz\"" },
  { "/0 | base64", "[\"m\",{\"_placeholder\":true,\"num\":0}]", "\"AP8Q\"" },
  { "/0 | case 0=down 1=up else=unknown", "[\"m\",0]", "\"down\"" },
  { "/0 | case 0=down 1=up else=unknown", "[\"m\",\"1\"]", "\"up\"" },
  { "/0 | case 0=down 1=up else=unknown", "[\"m\",true]", "\"up\"" },
  { "/0 | case 0=down 1=up else=unknown", "[\"m\",7]", "\"unknown\"" },
  { "/0 | case 0=down 1=up", "[\"m\",7]", "missing" },
  { "/0 | case 0=down else=unknown", "[\"m\",null]", "null" },
  { "/0 | case 0=down else=unknown", "[\"m\"]", "missing" },
  { "/0 | case 'a b'=\"c d\"", "[\"m\",\"a b\"]", "\"c d\"" },
  { "/0 | case up=1 down=0", "[\"m\",\"up\"]", "1" },
  { "/0 | case up='1'", "[\"m\",\"up\"]", "\"1\"" },
  { "/0 | case a b", NULL, "error: expected “key=value”" },
  { "/0 | case else=a b=c", NULL, "error: expected “key=value”" },
};

static const EvaluateCase data[] = {
  { "/0 | length", "[\"m\",\"äöü\"]", "3" },
  { "/0 | length", "[\"m\",[1,2]]", "2" },
  { "/0 | length", "[\"m\",{\"a\":1}]", "1" },
  { "/0 | length", "[\"m\",{\"_placeholder\":true,\"num\":0}]", "3" },
  { "/0 | length", "[\"m\",5]", "missing" },
  { "/0 | length", "[\"m\",null]", "null" },
  { "/0 | json", "[\"m\",\"{\\\"a\\\":[1,2]}\"]", "{\"a\":[1,2]}" },
  { "/0 | json | get /a/-", "[\"m\",\"{\\\"a\\\":[1,2]}\"]", "2" },
  { "/0 | json", "[\"m\",\"{broken\"]", "missing" },
  { "/0 | json", "[\"m\",{\"a\":1}]", "{\"a\":1}" },
  { "/0 | get /x/0", "[\"m\",{\"x\":[5]}]", "5" },
  { "/0 | get /x", "[\"m\",\"text\"]", "missing" },
  { "/0 | get x", NULL, "error: expected a pointer that begins with “/”" },
  { "/0 | at /1", "[\"m\",[\"a\",\"b\"],1]", "\"b\"" },
  { "/0 | at /1", "[\"m\",[\"a\",\"b\"],2]", "missing" },
  { "/0 | at /1", "[\"m\",[\"a\",\"b\"],-1]", "missing" },
  { "/0 | at /1", "[\"m\",[\"a\",\"b\"],0.5]", "missing" },
  { "/0 | at /1", "[\"m\",{\"k\":1},\"k\"]", "1" },
  { "/0 | at /1", "[\"m\",[\"a\"]]", "missing" },
  { "/0 | person", "[\"m\",1]", "\"Ann\"" },
  { "/0 | person", "[\"m\",\"2\"]", "\"2\"" },
  { "/0 | person", "[\"m\",\"nobody\"]", "\"nobody\"" },
  { "/0 | room", "[\"m\",\"r1\"]", "\"Lobby\"" },
  { "/0 | room", "[\"m\",\"r2\"]", "\"r2\"" },
  { "/0 | series", "[\"m\",\"cpu\"]", "\"CPU\"" },
  { "/0 | lookup hosts os", "[\"m\",\"a\"]", "\"Li\\\"nux\"" },
  { "/0 | lookup hosts n", "[\"m\",\"a\"]", "7" },
  { "/0 | lookup hosts none", "[\"m\",\"a\"]", "missing" },
  { "/0 | lookup hosts os", "[\"m\",\"b\"]", "missing" },
  { "/0 | lookup none os", "[\"m\",\"a\"]", "missing" },
  { "/0 | lookup hosts", NULL, "error: “lookup” needs more arguments" },
  /* Left to right, on what ?? chose; missing and null pass. */
  { "/0/a ?? /0/b | upper | length", "[\"m\",{\"b\":\"xyz\"}]", "3" },
  { "/0/a ?? 'x' | upper", "[\"m\",{}]", "\"X\"" },
  { "/0 | number | scale 2 | round", "[\"m\",null]", "null" },
  { "/0/a | upper", "[\"m\",{}]", "missing" },
  { "/0 | uper", NULL, "error: found “uper” (did you mean “upper”?)" },
  { "/0 | ", NULL, "error: expected a filter after" },
  { "/0 | upper now", NULL, "error: “upper” has too many arguments" },
};

static void
test_numbers (void)
{
  evaluate_cases (numbers, G_N_ELEMENTS (numbers), evaluate);
}

static void
test_texts (void)
{
  evaluate_cases (texts, G_N_ELEMENTS (texts), evaluate);
}

static void
test_data (void)
{
  evaluate_cases (data, G_N_ELEMENTS (data), evaluate);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter/numbers", test_numbers);
  g_test_add_func ("/filter/texts", test_texts);
  g_test_add_func ("/filter/data", test_data);
  return g_test_run ();
}
