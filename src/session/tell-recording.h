/* tell-recording.h: packets with their times in a file: JSON Lines, one Engine.IO packet a line.
 *   {"t":1.632,"dir":"recv","via":"websocket","raw":"42[\"x\"]"}      binary has "b64" instead of "raw"
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eio-packet.h"

G_BEGIN_DECLS

/* One packet as it was on the wire: text with its type digit, binary without. */
typedef struct
{
  gint64           time_us; /* from the start */
  EioDirection     direction;
  EioTransportKind via;
  gboolean         binary;
  GBytes          *data;
} TellRecord;

typedef struct _TellRecording TellRecording;

TellRecording    *tell_recording_load         (GFile          *file,
                                               GError        **error);
TellRecording    *tell_recording_parse        (GBytes         *bytes,
                                               GError        **error);
TellRecording    *tell_recording_ref          (TellRecording  *self);
void              tell_recording_free         (TellRecording  *self); /* drops a reference */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellRecording, tell_recording_free)
guint             tell_recording_get_n        (TellRecording  *self);
const TellRecord *tell_recording_get          (TellRecording  *self,
                                               guint           index);
gint64            tell_recording_get_start_ms (TellRecording  *self); /* since 1970; 0 if it doesn't say */
/* Whether Socket.IO's packets are binary in it from the first on, as with its msgpack parser. */
gboolean          tell_recording_uses_msgpack (TellRecording  *self);
gint64            tell_recording_get_length_us (TellRecording *self); /* to its last line */

G_END_DECLS
