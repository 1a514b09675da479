/* fake-network.h: a GNetworkMonitor that says what the test says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FAKE_TYPE_NETWORK (fake_network_get_type ())
G_DECLARE_FINAL_TYPE (FakeNetwork, fake_network, FAKE, NETWORK, GObject)

FakeNetwork *fake_network_new    (void); /* available */
void         fake_network_change (FakeNetwork *self,
                                  gboolean     available);

G_END_DECLS
