/* sio-config.h: how a client connects and reconnects: the engine's settings and those above it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-config.h"
#include "sio-types.h"

G_BEGIN_DECLS

typedef enum
{
  SIO_PARSER_JSON,
  SIO_PARSER_MSGPACK,
} SioParserKind;

#define SIO_TYPE_CONFIG (sio_config_get_type ())
G_DECLARE_FINAL_TYPE (SioConfig, sio_config, SIO, CONFIG, GObject)

/* The URL's path is the namespace, its query goes to the handshake. */
SioConfig     *sio_config_new                    (const char    *url,
                                                  GError       **error);
EioConfig     *sio_config_get_engine             (SioConfig     *self);
const char    *sio_config_get_nsp                (SioConfig     *self); /* from the URL's path: "/" or "/admin" */
gboolean       sio_config_get_reconnection       (SioConfig     *self);
void           sio_config_set_reconnection       (SioConfig     *self, gboolean reconnection);
guint          sio_config_get_reconnect_attempts (SioConfig     *self); /* 0: no end */
void           sio_config_set_reconnect_attempts (SioConfig     *self, guint attempts);
void           sio_config_set_reconnect_delay    (SioConfig     *self, guint min_ms, guint max_ms, double jitter);
void           sio_config_get_reconnect_delay    (SioConfig     *self, guint *min_ms, guint *max_ms, double *jitter);
guint          sio_config_get_ack_timeout        (SioConfig     *self); /* ms, 0: none */
void           sio_config_set_ack_timeout        (SioConfig     *self, guint timeout_ms);
guint          sio_config_get_retries            (SioConfig     *self);
void           sio_config_set_retries            (SioConfig     *self, guint retries);
guint          sio_config_get_connect_timeout    (SioConfig     *self); /* ms for the answer to CONNECT */
void           sio_config_set_connect_timeout    (SioConfig     *self, guint timeout_ms);
SioParserKind  sio_config_get_parser             (SioConfig     *self);
void           sio_config_set_parser             (SioConfig     *self, SioParserKind parser);
guint          sio_config_get_buffer_limit       (SioConfig     *self); /* events kept while offline */
void           sio_config_set_buffer_limit       (SioConfig     *self, guint limit);

G_END_DECLS
