/* eio-handshake.h: the open packet, by which a server tells the terms of a session.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char    *sid;
  guint    ping_interval_ms;
  guint    ping_timeout_ms;
  gsize    max_payload; /* bytes a POST may carry; 0 when the server did not say */
  gboolean websocket;   /* whether it offers the upgrade */
} EioHandshake;

gboolean eio_handshake_parse (EioHandshake *self,
                              GBytes       *data,
                              GError      **error);
void     eio_handshake_clear (EioHandshake *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EioHandshake, eio_handshake_clear)

G_END_DECLS
