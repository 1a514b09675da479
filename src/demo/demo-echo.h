/* demo-echo.h: events for trying a client out: "echo" answers with what it got, "measure" asks back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-call.h"
#include "eio-clock.h"

G_BEGIN_DECLS

/* FALSE: neither of the two. */
gboolean demo_echo_handle (const DemoCall *call,
                           EioClock       *clock);

G_END_DECLS
