/* eio-config.h: how to reach a server; set up before a socket opens, shared by all its reconnects.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-error.h"
#include "eio-types.h"

G_BEGIN_DECLS

#define EIO_DEFAULT_MAX_PAYLOAD (64 * 1024 * 1024)
#define EIO_DEFAULT_OPEN_TIMEOUT_MS 20000

#define EIO_TYPE_CONFIG (eio_config_get_type ())
G_DECLARE_FINAL_TYPE (EioConfig, eio_config, EIO, CONFIG, GObject)

/* URL: http, https, ws or wss; its path is not used (it is Socket.IO's namespace), its query is. */
EioConfig       *eio_config_new                (const char             *url,
                                                GError                **error);

GUri            *eio_config_get_uri            (EioConfig              *self); /* http(s), host, port; no path or query */
const char      *eio_config_get_path           (EioConfig              *self); /* always ends in "/"; "/socket.io/" unless set */
void             eio_config_set_path           (EioConfig              *self,
                                                const char             *path);
void             eio_config_clear_query        (EioConfig              *self);
void             eio_config_add_query          (EioConfig              *self,
                                                const char             *name,
                                                const char             *value);
void             eio_config_add_header         (EioConfig              *self,
                                                const char             *name,
                                                const char             *value);
/* In the order to try; the default is polling, then websocket. */
void             eio_config_set_transports     (EioConfig              *self,
                                                const EioTransportKind *kinds,
                                                guint                   n_kinds);
const EioTransportKind *eio_config_get_transports (EioConfig           *self,
                                                guint                  *n_kinds);
gboolean         eio_config_get_upgrade        (EioConfig              *self);
void             eio_config_set_upgrade        (EioConfig              *self,
                                                gboolean                upgrade);
EioProtocol      eio_config_get_protocol       (EioConfig              *self);
void             eio_config_set_protocol       (EioConfig              *self,
                                                EioProtocol             protocol);
gsize            eio_config_get_max_payload    (EioConfig              *self); /* bytes, incoming */
void             eio_config_set_max_payload    (EioConfig              *self,
                                                gsize                   max_payload);
guint            eio_config_get_open_timeout   (EioConfig              *self); /* ms, for the whole opening */
void             eio_config_set_open_timeout   (EioConfig              *self,
                                                guint                   timeout_ms);
void             eio_config_set_insecure       (EioConfig              *self,
                                                gboolean                insecure);
gboolean         eio_config_set_ca_file        (EioConfig              *self,
                                                const char             *path,
                                                GError                **error);
gboolean         eio_config_set_client_certificate (EioConfig          *self,
                                                const char             *certificate_path,
                                                const char             *key_path,
                                                GError                **error);
/* "sha256:HEX" of the one certificate that is trusted besides the system's. */
void             eio_config_set_pin            (EioConfig              *self,
                                                const char             *pin);
void             eio_config_set_proxy          (EioConfig              *self,
                                                const char             *proxy_uri);

/* The pin of the certificate that was refused last, to show and to trust; NULL when none was. */
char            *eio_config_dup_refused_pin    (EioConfig              *self);
/* Sends the cookies that OTHER keeps, and keeps new ones there: of a sign-in that went before. */
void             eio_config_share_cookies      (EioConfig              *self,
                                                EioConfig              *other);

G_END_DECLS
