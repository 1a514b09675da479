/* tell-scratch.c: memory for the texts that one event needs, in blocks that are filled from the start.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-scratch.h"

#include <string.h>

#define BLOCK_SIZE (16 * 1024)
#define ALIGNMENT  8

struct _TellScratch
{
  GPtrArray *blocks; /* owned; the last one is being filled, the first one stays */
  gsize used;        /* of the last block */
  gsize size;        /* of the last block */
  GPtrArray *held;   /* owned SioArgs */
  guint64 work;
};

TellScratch *
tell_scratch_new (void)
{
  TellScratch *self = g_new0 (TellScratch, 1);

  self->blocks = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->blocks, g_malloc (BLOCK_SIZE));
  self->size = BLOCK_SIZE;
  self->held = g_ptr_array_new_with_free_func ((GDestroyNotify) sio_args_unref);
  return self;
}

void
tell_scratch_free (TellScratch *self)
{
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->held);
  g_free (self);
}

char *
tell_scratch_alloc (TellScratch *self, gsize size)
{
  char *place;

  size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  if (size > self->size - self->used)
    {
      self->size = MAX (BLOCK_SIZE, size);
      self->used = 0;
      g_ptr_array_add (self->blocks, g_malloc (self->size));
    }
  place = (char *) g_ptr_array_index (self->blocks, self->blocks->len - 1) + self->used;
  self->used += size;
  return place;
}

char *
tell_scratch_copy (TellScratch *self, const char *text, gsize length)
{
  char *copy = tell_scratch_alloc (self, length + 1);

  memcpy (copy, text, length);
  copy[length] = '\0';
  return copy;
}

char *
tell_scratch_take (TellScratch *self, char *text)
{
  char *copy = tell_scratch_copy (self, text, strlen (text));

  g_free (text);
  return copy;
}

SioArgs *
tell_scratch_hold (TellScratch *self, SioArgs *args)
{
  g_ptr_array_add (self->held, args);
  return args;
}

void
tell_scratch_charge (TellScratch *self, guint64 work)
{
  self->work += work;
}

guint64
tell_scratch_get_work (TellScratch *self)
{
  return self->work;
}

void
tell_scratch_reset_work (TellScratch *self)
{
  self->work = 0;
}

TellScratchMark
tell_scratch_mark (TellScratch *self)
{
  return (TellScratchMark){ self->blocks->len, self->used, self->held->len };
}

void
tell_scratch_release (TellScratch *self, TellScratchMark mark)
{
  g_ptr_array_set_size (self->held, mark.n_held);
  if (self->blocks->len > mark.n_blocks)
    {
      g_ptr_array_set_size (self->blocks, mark.n_blocks);
      /* How much the block could hold is forgotten: a big one was made for one text, the rest are alike. */
      self->size = MAX (BLOCK_SIZE, mark.used);
    }
  self->used = mark.used;
}
