/* sio-config-private.h: the chance in a configuration's delays, which tests fix.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sio-config.h"

G_BEGIN_DECLS

void   sio_config_set_seed (SioConfig *self,
                            guint32    seed);
GRand *sio_config_get_rand (SioConfig *self);

G_END_DECLS
