/* fake-socket.h: an EioSocket in memory: replaces the real one when it is linked first, and does only what the test says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eio-socket.h"

G_BEGIN_DECLS

EioSocket  *fake_socket_get_last     (void); /* made last, alive; else NULL */
guint       fake_socket_get_count    (void); /* how many were made in this test */
void        fake_socket_reset        (void);

void        fake_socket_opened       (EioSocket      *self);
void        fake_socket_receive      (EioSocket      *self,
                                      const char     *text);
void        fake_socket_receive_binary (EioSocket    *self,
                                      const char     *bytes);
void        fake_socket_closed       (EioSocket      *self,
                                      EioCloseReason  reason,
                                      const char     *message);
void        fake_socket_upgraded     (EioSocket      *self);
void        fake_socket_set_protocol (EioProtocol     protocol); /* of sockets that open from now on; 4 */
void        fake_socket_set_writable (EioSocket      *self,
                                      gboolean        writable);
void        fake_socket_set_alive    (EioSocket      *self,
                                      gboolean        alive);
guint       fake_socket_get_n_checks (EioSocket      *self); /* how often it was asked whether it is alive */
/* What was sent since the last call, one message a line, binary as "b" and its bytes, "(close)" at the end of it. */
char       *fake_socket_take_sent    (EioSocket      *self);
gboolean    fake_socket_is_watched   (EioSocket      *self); /* for ::packet */

G_END_DECLS
