/* sio-namespace-signals.c: what a namespace tells. Boxed arguments are not copied for listeners.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-namespace-private.h"

#include "sio-enums.h"

guint sio_namespace_signals[N_NAMESPACE_SIGNALS];

static guint
add_signal (const char *name, guint n_params, ...)
{
  va_list types;
  guint id;

  va_start (types, n_params);
  id = g_signal_new_valist (name, SIO_TYPE_NAMESPACE, G_SIGNAL_RUN_LAST, NULL, NULL, NULL, NULL, G_TYPE_NONE,
                            n_params, types);
  va_end (types);
  return id;
}

void
sio_namespace_install_signals (void)
{
  const GType args = SIO_TYPE_ARGS | G_SIGNAL_TYPE_STATIC_SCOPE;
  const GType event = SIO_TYPE_EVENT | G_SIGNAL_TYPE_STATIC_SCOPE;
  const GType error = G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE;

  /**
   * SioNamespace::connected:
   * @self: a namespace
   * @data: (nullable): what the server sent with it
   * @recovered: whether the connection before was restored
   *
   * The server knows us: events flow.
   */
  sio_namespace_signals[SIGNAL_CONNECTED] = add_signal ("connected", 2, args, G_TYPE_BOOLEAN);

  /**
   * SioNamespace::connect-error:
   * @self: a namespace
   * @error: why
   * @payload: (nullable): what the server said, `{"message", "data"}`, the data where it sent some; %NULL
   *   when no server said it
   *
   * The namespace could not be connected.
   */
  sio_namespace_signals[SIGNAL_CONNECT_ERROR] = add_signal ("connect-error", 2, error, args);

  /**
   * SioNamespace::disconnected:
   * @self: a namespace
   * @reason: why
   * @error: (nullable): the details
   *
   * It was connected, and is not any more.
   */
  sio_namespace_signals[SIGNAL_DISCONNECTED] =
      add_signal ("disconnected", 2, SIO_TYPE_DISCONNECT_REASON, error);

  /**
   * SioNamespace::event:
   * @self: a namespace
   * @event: what arrived
   *
   * Every event that the server sends.
   */
  sio_namespace_signals[SIGNAL_EVENT] = add_signal ("event", 1, event);

  /**
   * SioNamespace::sent:
   * @self: a namespace
   * @event: what we sent
   *
   * One of our events was handed to the engine.
   */
  sio_namespace_signals[SIGNAL_SENT] = add_signal ("sent", 1, event);

  /**
   * SioNamespace::answered:
   * @self: a namespace
   * @event: what we sent
   * @answer: the array that the server answered with
   *
   * The answer to one of our events arrived.
   */
  sio_namespace_signals[SIGNAL_ANSWERED] = add_signal ("answered", 2, event, args);
}
