/* bench.h: an engine on a test bench: a document as text, a clock that stands still, events as JSON.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-engine.h"
#include "test-wait.h"

G_BEGIN_DECLS

#define BENCH_WALL_MS G_GINT64_CONSTANT (1732250000000)

typedef struct
{
  TellDocument *document;
  TellStore    *store;
  EioClock     *clock;
  TellEngine   *engine;
  GString      *emitted; /* of ::emission: one JSON array a line */
} Bench;

void      bench_open        (Bench *bench, const char *json);
/* Only bindings: with an input "name" (default "desktop"). */
void      bench_open_with   (Bench *bench, const char *bindings, const char *rest);
void      bench_close       (Bench *bench);
/* ARGS is the array as it came, the name first: ["name", …]. */
gboolean  bench_event       (Bench *bench, const char *args);
gboolean  bench_event_on    (Bench *bench, const char *nsp, const char *args);
gboolean  bench_event_at    (Bench *bench, gint64 time_ms, const char *args);
/* A pseudo-event: DATA is "/0" itself ("whole"), nullable. */
gboolean  bench_pseudo      (Bench *bench, const char *name, const char *data);
/* @ack:NAME: ANSWER is the array of its arguments, SENT what was sent, the name first. */
gboolean  bench_answer      (Bench *bench, const char *name, const char *answer, const char *sent);
void      bench_advance     (Bench *bench, double seconds);
/* "skipped why" of a binding. */
TellBindingStats *bench_stats (Bench *bench, guint index);
/* The error that a document gives, loaded and compiled; "" if none. */
char     *bench_try         (const char *json);
char     *bench_try_with    (const char *bindings, const char *rest);
/* What the store holds, in short, for comparing. */
char     *bench_dup_messages (Bench *bench, const char *room); /* "author: text; " */
char     *bench_dup_people  (Bench *bench); /* "id=Name(state)[rooms]; " */

#define assert_string(taken, expected)                                                                                \
  G_STMT_START                                                                                                        \
  {                                                                                                                   \
    g_autofree char *assert_taken = (taken);                                                                          \
    g_assert_cmpstr (assert_taken, ==, expected);                                                                     \
  }                                                                                                                   \
  G_STMT_END

G_END_DECLS
