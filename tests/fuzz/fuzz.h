/* fuzz.h: one fuzzer a program, the same source for libFuzzer and for the plain driver.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What libFuzzer calls. */
int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* What the plain driver starts from; the list ends in an empty seed. */
typedef struct
{
  const char *data;
  gsize       size;
} FuzzSeed;

#define FUZZ_SEED(text) { text, sizeof (text) - 1 }

extern const FuzzSeed fuzz_seeds[];

G_END_DECLS
