/* test-allocation.c: a point of a small event costs no memory: counted where malloc () is.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__) || !defined(__GLIBC__)
#define CAN_COUNT FALSE
static guint n_allocations;
#else
#define CAN_COUNT TRUE

extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *old, size_t size);
void *malloc (size_t size);
void *calloc (size_t n, size_t size);
void *realloc (void *old, size_t size);

static guint n_allocations;

void *
malloc (size_t size)
{
  n_allocations++;
  return __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  n_allocations++;
  return __libc_calloc (n, size);
}

void *
realloc (void *old, size_t size)
{
  n_allocations++;
  return __libc_realloc (old, size);
}
#endif

#define N_EVENTS 10000

static guint
count (const char *bindings, const char *event)
{
  g_autoptr (SioArgs) args = sio_args_new_text (event, -1, NULL);
  TellIncoming incoming = { .nsp = "/", .name = "stats", .args = args, .first = 1 };
  guint before = 0;
  guint after;
  Bench bench;

  bench_open_with (&bench, bindings, NULL);
  for (guint i = 0; i < 2 * N_EVENTS; i++)
    {
      if (i == N_EVENTS)
        before = n_allocations;
      incoming.time_ms = BENCH_WALL_MS + i;
      tell_engine_handle (bench.engine, &incoming);
    }
  after = n_allocations;
  g_assert_cmpuint (bench_stats (&bench, 0)->skipped, ==, 0);
  bench_close (&bench);
  return after - before;
}

/* What is left are the chunks of the series, one for many points. */
#define assert_none(n) g_assert_cmpuint (n, <, N_EVENTS / 10)

static void
test_point (void)
{
  if (!CAN_COUNT)
    {
      g_test_skip ("malloc () is the sanitizer's");
      return;
    }
  assert_none (
      count ("{\"on\":\"stats\",\"do\":[{\"to\":\"point\",\"series\":\"cpu\",\"value\":\"${/0/cpu}\"}]}",
             "[\"stats\",{\"cpu\":12.5,\"memory\":123456789,\"time\":1732250000123,\"x\":\"y\"}]"));
}

static void
test_loop (void)
{
  if (!CAN_COUNT)
    {
      g_test_skip ("malloc () is the sanitizer's");
      return;
    }
  assert_none (count (
      "{\"on\":\"stats\",\"when\":[[\"s/up\",\"==\",true]],\"each\":[\"s in /0\"],\"do\":[{\"to\":\"point\","
      "\"series\":\"${s/id}\",\"value\":\"${s/v | scale 2 | round 1}\",\"time\":\"${#time}\"}]}",
      "[\"stats\",[{\"id\":\"a\",\"v\":1,\"up\":true},{\"id\":7,\"v\":2,\"up\":1}]]"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/allocation/point", test_point);
  g_test_add_func ("/allocation/loop", test_loop);
  return g_test_run ();
}
