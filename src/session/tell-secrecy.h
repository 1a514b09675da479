/* tell-secrecy.h: takes secrets out of what is written to a recording.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A copy, the longest first: one may be a part of another. SECRETS is nullable. */
GStrv   tell_secrecy_sort       (GStrv    secrets);
void    tell_secrecy_hide_text  (GString *text,
                                 GStrv    secrets);
/* (transfer full): BYTES without them: an attachment, or a packet of the msgpack parser. */
GBytes *tell_secrecy_hide_bytes (GBytes  *bytes,
                                 GStrv    secrets);
/* One line of a recording, a binary packet in it, too. */
void    tell_secrecy_hide_line  (GString *line,
                                 GStrv    secrets);

G_END_DECLS
