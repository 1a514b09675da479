/* eio-http-request.h: one HTTP request of the polling transport: redirects on the same host, a bounded body, our errors.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-config-engine.h"

G_BEGIN_DECLS

/* A GET, or a POST when there is a BODY. */
void    eio_http_request_async  (SoupSession         *session,
                                 EioConfig           *config,
                                 GUri                *uri,
                                 GBytes              *body,
                                 const char          *content_type,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);
/* The body of an answer with status 200; MESSAGE is the last request made, to know where a redirect led. */
GBytes *eio_http_request_finish (GAsyncResult        *result,
                                 SoupMessage        **message,
                                 GError             **error);

/* Where a redirect leads, when it stays on the host and does not fall back from https; else NULL. */
GUri   *eio_http_follow         (SoupMessage         *message,
                                 GError             **error);

G_END_DECLS
