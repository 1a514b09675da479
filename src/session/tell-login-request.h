/* tell-login-request.h: the HTTP request that a document makes before connecting.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-engine.h"

G_BEGIN_DECLS

/* CONFIG: for headers, TLS and where the answer's cookies go. */
void    tell_login_request_async  (TellLogin           *login,
                                   EioConfig           *config,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
/* The answer's body; empty where the server answers with a redirect and a cookie. */
GBytes *tell_login_request_finish (GAsyncResult        *result,
                                   GError             **error);

G_END_DECLS
