/* eio-paced-input.h: the reading half of EioPacedStream.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define EIO_TYPE_PACED_INPUT (eio_paced_input_get_type ())
G_DECLARE_FINAL_TYPE (EioPacedInput, eio_paced_input, EIO, PACED_INPUT, GInputStream)

/* FD: what to poll for BASE, -1 to use its own source. */
GInputStream *eio_paced_input_new   (GInputStream  *base,
                                     int            fd);
void          eio_paced_input_hurry (EioPacedInput *self);
void          eio_paced_input_stop  (EioPacedInput *self);

G_END_DECLS
