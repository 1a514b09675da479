/* sio-client-signals.c: what a client tells.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-client-private.h"

#include "eio-enums.h"

guint sio_client_signals[N_CLIENT_SIGNALS];

void
sio_client_install_signals (void)
{
  const GType packet = EIO_TYPE_PACKET | G_SIGNAL_TYPE_STATIC_SCOPE;
  const GType error = G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE;
  const GSignalFlags flags = G_SIGNAL_RUN_LAST;

#define SIGNAL(name, ...)                                                                                    \
  g_signal_new (name, SIO_TYPE_CLIENT, flags, 0, NULL, NULL, NULL, G_TYPE_NONE, __VA_ARGS__)
  /**
   * SioClient::opened:
   * @self: a client
   *
   * The engine is open: CONNECT of the namespaces follows.
   */
  sio_client_signals[SIO_CLIENT_SIGNAL_OPENED] = SIGNAL ("opened", 0);
  /**
   * SioClient::upgraded:
   * @self: a client
   * @kind: what it uses now
   *
   * The engine went over to another transport.
   */
  sio_client_signals[SIO_CLIENT_SIGNAL_UPGRADED] = SIGNAL ("upgraded", 1, EIO_TYPE_TRANSPORT_KIND);
  /**
   * SioClient::upgrade-error:
   * @self: a client
   * @error: why
   *
   * The engine stays on polling.
   */
  sio_client_signals[SIO_CLIENT_SIGNAL_UPGRADE_ERROR] = SIGNAL ("upgrade-error", 1, error);
  /**
   * SioClient::closed:
   * @self: a client
   * @reason: why
   * @error: (nullable): the details
   *
   * An engine that was open is closed.
   */
  sio_client_signals[SIO_CLIENT_SIGNAL_CLOSED] = SIGNAL ("closed", 2, EIO_TYPE_CLOSE_REASON, error);
  /**
   * SioClient::reconnect-attempt:
   * @self: a client
   * @attempt: 1 for the first in a row
   * @delay_ms: how long the wait is, in ms
   *
   * The wait for the next attempt begins.
   */
  sio_client_signals[SIO_CLIENT_SIGNAL_RECONNECT_ATTEMPT] =
      SIGNAL ("reconnect-attempt", 2, G_TYPE_UINT, G_TYPE_UINT);
  /**
   * SioClient::reconnected:
   * @self: a client
   * @attempt: the one that succeeded
   *
   * The engine is open again.
   */
  sio_client_signals[SIO_CLIENT_SIGNAL_RECONNECTED] = SIGNAL ("reconnected", 1, G_TYPE_UINT);
  /**
   * SioClient::reconnect-error:
   * @self: a client
   * @error: why
   *
   * An attempt to come back failed.
   */
  sio_client_signals[SIO_CLIENT_SIGNAL_RECONNECT_ERROR] = SIGNAL ("reconnect-error", 1, error);
  /**
   * SioClient::open-error:
   * @self: a client
   * @error: why
   *
   * The first opening failed.
   */
  sio_client_signals[SIO_CLIENT_SIGNAL_OPEN_ERROR] = SIGNAL ("open-error", 1, error);
  /**
   * SioClient::reconnect-failed:
   * @self: a client
   *
   * Attempts ran out: the client is closed.
   */
  sio_client_signals[SIO_CLIENT_SIGNAL_RECONNECT_FAILED] = SIGNAL ("reconnect-failed", 0);
  /**
   * SioClient::drained:
   * @self: a client
   *
   * Everything handed to the engine has been written.
   */
  sio_client_signals[SIO_CLIENT_SIGNAL_DRAINED] = SIGNAL ("drained", 0);
  /**
   * SioClient::packet:
   * @self: a client
   * @direction: in or out
   * @kind: over what
   * @packet: the packet
   *
   * Each packet of the engine. Connect to it before opening, or call sio_client_watch_packets (): without a
   * listener nothing of it happens.
   */
  sio_client_signals[SIO_CLIENT_SIGNAL_PACKET] =
      SIGNAL ("packet", 3, EIO_TYPE_DIRECTION, EIO_TYPE_TRANSPORT_KIND, packet);
#undef SIGNAL
}
