/* tell-replay-protocol.c: which revision a recording speaks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-replay-private.h"

/* Packets between an open packet and the first connection of a namespace. */
#define MAX_LOOKAHEAD 100

/* Whether RECORD connects "/": "40", perhaps with a payload. */
static gboolean
connects_root (const TellRecord *record)
{
  gsize size;
  const char *text = g_bytes_get_data (record->data, &size);

  return !record->binary && size >= 2 && text[0] == '4' && text[1] == '0' && (size == 2 || text[2] != '/');
}

static gboolean
opens (const TellRecord *record)
{
  gsize size;
  const char *text = g_bytes_get_data (record->data, &size);

  return !record->binary && size > 0 && text[0] == '0' && record->direction == EIO_DIRECTION_IN;
}

/* Revision 3 connects "/" unasked and says nothing with it, and there is no other sign of it in what a recording keeps. It may come
 * after what was sent meanwhile, so the records that follow are looked at, too. An answer that brings a session id is of revision 4,
 * though nobody kept the question. */
void
tell_replay_find_protocol (TellReplay *self)
{
  guint end = MIN (tell_recording_get_n (self->recording), self->next + MAX_LOOKAHEAD);

  if (self->protocol != EIO_PROTOCOL_AUTO)
    return;
  self->protocol = EIO_PROTOCOL_4;
  for (guint i = self->next - 1; i < end && !opens (tell_recording_get (self->recording, i)); i++)
    if (connects_root (tell_recording_get (self->recording, i)))
      {
        const TellRecord *record = tell_recording_get (self->recording, i);

        if (record->direction == EIO_DIRECTION_IN && g_bytes_get_size (record->data) == strlen ("40"))
          self->protocol = EIO_PROTOCOL_3;
        return;
      }
}
