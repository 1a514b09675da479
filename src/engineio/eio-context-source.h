/* eio-context-source.h: a main context that is driven by another one.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Its callback runs after each dispatch of CONTEXT, which is thread-default then, and not any more in the callback. */
GSource *eio_context_source_new (GMainContext *context);

G_END_DECLS
