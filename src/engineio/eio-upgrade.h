/* eio-upgrade.h: going over from polling to WebSocket while packets go on.
 *
 *   PROBING ── 3probe ──► PAUSING ── polling has paused, 5 is sent ──► switched ()
 *      │                     │
 *      └─────────────────────┴── refused, closed, wrong or no answer in time ──► failed (), polling goes on
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-transport.h"

G_BEGIN_DECLS

typedef struct _EioUpgrade EioUpgrade;

/* After switched () or failed () the owner frees the upgrade. */
typedef struct
{
  void (*switched) (EioTransport *websocket, gpointer user_data);
  void (*failed)   (const GError *error, gpointer user_data);
  void (*packet)   (EioDirection direction, EioTransportKind kind, const EioPacket *packet, gpointer user_data);
} EioUpgradeEvents;

EioUpgrade *eio_upgrade_new            (EioConfig              *config,
                                        EioTransport           *polling,
                                        const EioUpgradeEvents *events,
                                        gpointer                user_data);
void        eio_upgrade_free           (EioUpgrade             *self);
gboolean    eio_upgrade_is_switching   (EioUpgrade             *self); /* nothing may be sent meanwhile */
void        eio_upgrade_polling_paused (EioUpgrade             *self);

G_END_DECLS
