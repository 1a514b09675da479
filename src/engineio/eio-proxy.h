/* eio-proxy.h: the proxies on the way, for libsoup.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define EIO_TYPE_PROXY_RESOLVER (eio_proxy_resolver_get_type ())
G_DECLARE_FINAL_TYPE (EioProxyResolver, eio_proxy_resolver, EIO, PROXY_RESOLVER, GObject)

EioProxyResolver *eio_proxy_resolver_new      (const char       *uri,
                                               gboolean          for_websocket);
const char       *eio_proxy_resolver_get_used (EioProxyResolver *self);
gboolean          eio_proxy_resolver_sign_in  (EioProxyResolver *self,
                                               SoupAuth         *auth);

G_END_DECLS
