/* eio-http-error.h: what went wrong with an HTTP request, as one sentence that a person understands.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libsoup/soup.h>
#include "eio-error.h"

G_BEGIN_DECLS

/* The request came to no answer. ERROR is what libsoup said; a cancelled one stays what it is. PROXY is on the way, or NULL. */
GError *eio_http_error_new_failed   (SoupMessage  *message,
                                     const char   *proxy,
                                     const GError *error);
/* An answer that is not 200, or not 101 for a WebSocket; BODY may be NULL. */
GError *eio_http_error_new_status   (SoupMessage  *message,
                                     GBytes       *body);
/* An answer with status 200 that no Engine.IO server gives. */
GError *eio_http_error_new_stranger (SoupMessage  *message);
GError *eio_http_error_new_redirect (SoupMessage  *message,
                                     const char   *location);

G_END_DECLS
