/* demo-wire.h: small helpers for writing events.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sio-writer.h"

G_BEGIN_DECLS

void       demo_wire_string (SioWriter  *writer,
                             const char *key,
                             const char *text);
void       demo_wire_int    (SioWriter  *writer,
                             const char *key,
                             gint64      value);
void       demo_wire_double (SioWriter  *writer,
                             const char *key,
                             double      value);
/* [NAME, {   … sio_writer_finish () closes both. */
SioWriter *demo_wire_event  (const char *name);
/* [{"ok":true, … */
SioWriter *demo_wire_answer (void);

G_END_DECLS
