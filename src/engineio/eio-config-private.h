/* eio-config-private.h: the fields of EioConfig, for its two files.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-config-engine.h"
#include "eio-proxy.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *value;
} EioPair;

EioPair *eio_pair_new (const char *name,
                       const char *value);

struct _EioConfig
{
  GObject parent_instance;

  GUri     *uri; /* scheme, host, port */
  GUri     *redirect; /* nullable: stands in for it, and for the path */
  EioClock *clock;
  EioStreamFunc stream_func; /* nullable */
  gpointer  stream_data;

  char        *path;    /* encoded, with a slash at both ends */
  GPtrArray   *query;   /* of EioPair, not encoded */
  gboolean     url_has_query; /* which replaces any other */
  GPtrArray   *headers; /* of EioPair */
  GArray      *transports;
  gboolean     upgrade;
  EioProtocol  protocol;
  EioProtocol  learned_protocol;
  gsize        max_payload;
  guint        open_timeout_ms;

  gboolean         insecure;
  GTlsDatabase    *database;
  GTlsCertificate *certificate;
  char            *pin;         /* "sha256:" and lower-case hex */
  char            *refused_pin; /* the same, of the certificate refused last */
  char             *proxy;    /* nullable: the system's */
  EioProxyResolver *resolver; /* nullable: not asked for yet */
  EioProxyResolver *websocket_resolver; /* the same */
  SoupCookieJar   *cookies;
};

G_END_DECLS
