/* sio-error.c: the error domain of socketio.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-error.h"

G_DEFINE_QUARK (sio_error_quark, sio_error)
