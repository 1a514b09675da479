/* sio-connect-error.h: what a CONNECT_ERROR says, whichever revision and middleware wrote it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sio-args.h"

G_BEGIN_DECLS

/* Always {"message": a sentence, "data": …}, "data" only where the server sent some. PAYLOAD is what came, nullable; full. */
SioArgs *sio_connect_error_build       (SioArgs *payload);
/* The message of such an object, full. */
char    *sio_connect_error_dup_message (SioArgs *error);

G_END_DECLS
