/* sio-waker.h: says when it is worth trying again: the network is back, or the machine has woken.
 *
 * Signals: ::woken ().
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SIO_TYPE_WAKER (sio_waker_get_type ())
G_DECLARE_FINAL_TYPE (SioWaker, sio_waker, SIO, WAKER, GObject)

/* Watches these two, each nullable: a network, and the bus on which logind tells of sleep. */
SioWaker *sio_waker_new         (GNetworkMonitor *network,
                                 GDBusConnection *system_bus);
/* The one of this machine, shared by all who ask; silent about a system bus that is not there. */
SioWaker *sio_waker_dup_default (void);
/* As if the machine had woken. */
void      sio_waker_wake        (SioWaker        *self);

G_END_DECLS
