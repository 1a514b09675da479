/* fuzz-main.c: the plain driver: every seed, every prefix of it, and mutations, the same ones in each run.
 *
 * A folder as argument is a corpus, whose files are seeds, too. FUZZ_RUNS sets how many mutations, FUZZ_SEED which;
 * file names as arguments are run instead.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_RUNS 20000
#define MAX_SIZE     4096

static void
add_builtin (GPtrArray *seeds)
{
  for (const FuzzSeed *seed = fuzz_seeds; seed->size > 0; seed++)
    g_ptr_array_add (seeds, g_bytes_new_static (seed->data, seed->size));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* In the order of the names, so that every run is the same. */
static void
add_corpus (GPtrArray *seeds, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (GError) error = NULL;
      char *contents;
      gsize size;

      g_file_get_contents (names->pdata[i], &contents, &size, &error);
      g_assert_no_error (error);
      g_ptr_array_add (seeds, g_bytes_new_take (contents, size));
    }
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
insert_piece (GByteArray *input, GRand *rand, GBytes *seed)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (seed, &length);
  guint start = length ? g_rand_int_range (rand, 0, length) : 0;

  if (length > 0)
    insert (input, g_rand_int_range (rand, 0, input->len + 1), data + start,
            g_rand_int_range (rand, 1, length - start + 1));
}

static void
mutate (GByteArray *input, GRand *rand, GPtrArray *seeds)
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
      insert_piece (input, rand, seeds->pdata[g_rand_int_range (rand, 0, seeds->len)]);
    }
}

static void
run_seeds (GPtrArray *seeds)
{
  for (guint i = 0; i < seeds->len; i++)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (seeds->pdata[i], &length);

      for (gsize size = length > MAX_SIZE ? length : 0; size <= length; size++)
        run (data, size);
    }
}

static void
run_mutations (GPtrArray *seeds, guint n_runs, guint32 random_seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (random_seed);

  for (guint i = 0; i < n_runs; i++)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (seeds->pdata[g_rand_int_range (rand, 0, seeds->len)], &length);
      g_autoptr (GByteArray) input = g_byte_array_new ();
      guint n_mutations = g_rand_int_range (rand, 1, g_rand_boolean (rand) ? 3 : 12);

      g_byte_array_append (input, data, length);
      while (n_mutations-- > 0 && input->len < MAX_SIZE)
        mutate (input, rand, seeds);
      run (input->data, input->len);
    }
}

static void
run_file (const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);
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
  g_autoptr (GPtrArray) seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  guint n_runs = get_number ("FUZZ_RUNS", DEFAULT_RUNS);
  gboolean only_files = FALSE;

  add_builtin (seeds);
  for (int i = 1; i < argc; i++)
    if (g_file_test (argv[i], G_FILE_TEST_IS_DIR))
      add_corpus (seeds, argv[i]);
    else
      {
        run_file (argv[i]);
        only_files = TRUE;
      }
  if (!only_files)
    {
      run_seeds (seeds);
      run_mutations (seeds, n_runs, get_number ("FUZZ_SEED", 1));
    }
  printf ("1..1\nok 1 %u seeds, %u mutations\n", seeds->len, n_runs);
  return 0;
}
