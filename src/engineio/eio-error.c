/* eio-error.c: the error domain of engineio.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-error.h"

G_DEFINE_QUARK (eio_error_quark, eio_error)
