/* eio-config-engine.h: what an engine asks of its configuration; not part of the library's public interface.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libsoup/soup.h>
#include "eio-clock.h"
#include "eio-config.h"

G_BEGIN_DECLS

/* Where to get a stream on which the WebSocket handshake has been done already, in place of a connection to the server. */
typedef GIOStream *(*EioStreamFunc) (GUri    *uri,
                                     gpointer user_data);

EioClock    *eio_config_get_clock          (EioConfig       *self);
void         eio_config_set_clock          (EioConfig       *self,
                                            EioClock        *clock);
EioProtocol  eio_config_get_first_protocol (EioConfig       *self); /* the one to try first: set, learned, or 4 */
void         eio_config_learn_protocol     (EioConfig       *self,
                                            EioProtocol      protocol);
/* Where the server redirected the handshake to: scheme, host, port and path of the requests that follow; NULL to forget. */
void         eio_config_set_redirect       (EioConfig       *self,
                                            GUri            *uri);
/* What the query has besides Engine.IO's own names, encoded; NULL when there is nothing. Owned. */
char        *eio_config_dup_own_query      (EioConfig       *self);
GUri        *eio_config_build_uri          (EioConfig       *self,
                                            EioTransportKind kind,
                                            EioProtocol      protocol,
                                            const char      *sid);
void         eio_config_apply_headers      (EioConfig       *self,
                                            SoupMessage     *message);
void         eio_config_set_stream_func    (EioConfig       *self,
                                            EioStreamFunc    func,
                                            gpointer         user_data);
GIOStream   *eio_config_create_stream      (EioConfig       *self,
                                            GUri            *uri); /* NULL where there is no such func */
SoupSession *eio_config_create_session     (EioConfig       *self); /* one a connection; cookies live in the config */
SoupSession *eio_config_create_websocket_session (EioConfig *self);
const char  *eio_config_get_used_proxy     (EioConfig       *self);

G_END_DECLS
