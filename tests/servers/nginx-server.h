/* nginx-server.h: nginx before one or two servers of ours; nginx.conf.in says in which ways.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-process.h"

G_BEGIN_DECLS

typedef enum
{
  NGINX_PLAIN,
  NGINX_TLS,        /* for 127.0.0.1, by an authority whose certificate is ca.crt */
  NGINX_OTHER_NAME, /* for somebody else, by the same */
  NGINX_SELF,       /* its certificate, self.crt, is its own authority */
  NGINX_EXPIRED,
  NGINX_CLIENTS,    /* asks for a certificate as client.crt and client.key */
  NGINX_N_PORTS,
} NginxPort;

/* The one sign-in of /private/, as curl and telltale's --header take it. */
#define NGINX_SIGN_IN "Authorization: Basic YW5uOnMzY3JldA=="

typedef struct _NginxServer NginxServer;

/* Ends the test program as skipped (TAP) when nginx or openssl is not there. */
void         nginx_server_require  (void);
/* Before the servers on these ports of loopback, which may be the same. */
NginxServer *nginx_server_new      (guint        first,
                                    guint        second);
void         nginx_server_free     (NginxServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NginxServer, nginx_server_free)

/* http: or https: of that port. */
char        *nginx_server_dup_url  (NginxServer *self,
                                    NginxPort    port);
/* The path of a certificate or key. */
char        *nginx_server_dup_file (NginxServer *self,
                                    const char  *name);

G_END_DECLS
