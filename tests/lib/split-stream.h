/* split-stream.h: a connection in memory that is as inconvenient as a connection may be: a byte at a time, little room, and
 * here and there a call that would block. Seldom enough: who reads waits for the next frame before he reads again.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is written into one end is read from the other. Both are pollable, in one main context. */
void split_stream_new_pair (GIOStream **a,
                            GIOStream **b);

G_END_DECLS
