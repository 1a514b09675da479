/* evaluate.h: what one template or condition comes to, for tables of cases.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-condition.h"
#include "test-wait.h"

G_BEGIN_DECLS

/* TEMPLATE is JSON (so text stands in quotes), ARGS the event as it came: ["name", …]. Gives the value as JSON, "missing", or
 * "error: …" when it does not compile. Inputs: name = "desktop", empty = "", unset; @token = {"a":[1,2]}; ann is called Ann. */
char *evaluate_json      (const char *template,
                          const char *args);
/* The same for the inside of "${…}". */
char *evaluate           (const char *expression,
                          const char *args);
/* "yes", "no" or "error: …". */
char *evaluate_condition (const char *condition,
                          const char *args);

typedef struct
{
  const char *what;
  const char *args;
  const char *expected;
} EvaluateCase;

typedef char *(*EvaluateFunc) (const char *what, const char *args);
void  evaluate_cases     (const EvaluateCase *cases,
                          guint               n,
                          EvaluateFunc        func);

G_END_DECLS
