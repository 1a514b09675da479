/* fuzz-main.c: the plain driver: every seed, every prefix of it, and mutations, the same ones in each run.
 *
 * FUZZ_RUNS sets how many mutations, FUZZ_SEED which; file names as arguments are run instead.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_RUNS 20000
#define MAX_SIZE     4096

static guint
count_seeds (void)
{
  guint n = 0;

  while (fuzz_seeds[n].size > 0)
    n++;
  return n;
}

/* In a block of exactly its size, so that a sanitizer sees a read beyond it. */
static void
run (const guint8 *data, gsize size)
{
  guint8 *copy = g_memdup2 (data, size);

  LLVMFuzzerTestOneInput (copy, size);
  g_free (copy);
}

static void
insert (GByteArray *input, guint at, const guint8 *data, guint size)
{
  guint tail = input->len - at;

  g_byte_array_set_size (input, input->len + size);
  memmove (input->data + at + size, input->data + at, tail);
  memcpy (input->data + at, data, size);
}

static void
insert_piece (GByteArray *input, GRand *rand, const FuzzSeed *seed)
{
  guint start = g_rand_int_range (rand, 0, seed->size);
  guint size = g_rand_int_range (rand, 1, seed->size - start + 1);

  insert (input, g_rand_int_range (rand, 0, input->len + 1), (const guint8 *) seed->data + start, size);
}

static void
mutate (GByteArray *input, GRand *rand, guint n_seeds)
{
  static const char special[] = "\0\"\\[]{},:-+.eE0123456789/ \x1e\x7f\x80\xc3\xe2\xff?tfnu";
  guint at = input->len ? g_rand_int_range (rand, 0, input->len) : 0;
  guint8 byte = special[g_rand_int_range (rand, 0, sizeof special - 1)];

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      if (input->len > 0)
        input->data[at] ^= 1 << g_rand_int_range (rand, 0, 8);
      break;
    case 1:
      if (input->len > 0)
        input->data[at] = byte;
      break;
    case 2:
      insert (input, at, &byte, 1);
      break;
    case 3:
      if (input->len > 0)
        g_byte_array_remove_range (input, at, g_rand_int_range (rand, 1, MIN (input->len - at, 8) + 1));
      break;
    default:
      insert_piece (input, rand, &fuzz_seeds[g_rand_int_range (rand, 0, n_seeds)]);
    }
}

static void
run_seeds (guint n_seeds)
{
  for (guint i = 0; i < n_seeds; i++)
    for (gsize size = 0; size <= fuzz_seeds[i].size; size++)
      run ((const guint8 *) fuzz_seeds[i].data, size);
}

static void
run_mutations (guint n_seeds, guint n_runs, guint32 random_seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (random_seed);

  for (guint i = 0; i < n_runs; i++)
    {
      const FuzzSeed *seed = &fuzz_seeds[g_rand_int_range (rand, 0, n_seeds)];
      g_autoptr (GByteArray) input = g_byte_array_new ();
      guint n_mutations = g_rand_int_range (rand, 1, g_rand_boolean (rand) ? 3 : 12);

      g_byte_array_append (input, (const guint8 *) seed->data, seed->size);
      while (n_mutations-- > 0 && input->len < MAX_SIZE)
        mutate (input, rand, n_seeds);
      run (input->data, input->len);
    }
}

static void
run_file (const char *path)
{
  g_autofree char *contents = NULL;
  gsize size;

  if (g_file_get_contents (path, &contents, &size, NULL))
    run ((const guint8 *) contents, size);
}

static guint
get_number (const char *name, guint fallback)
{
  const char *value = g_getenv (name);

  return value ? (guint) atoi (value) : fallback;
}

int
main (int argc, char **argv)
{
  guint n_seeds = count_seeds ();
  guint n_runs = get_number ("FUZZ_RUNS", DEFAULT_RUNS);

  for (int i = 1; i < argc; i++)
    run_file (argv[i]);
  if (argc == 1)
    {
      run_seeds (n_seeds);
      run_mutations (n_seeds, n_runs, get_number ("FUZZ_SEED", 1));
    }
  printf ("1..1\nok 1 %u seeds, %u mutations\n", n_seeds, n_runs);
  return 0;
}
