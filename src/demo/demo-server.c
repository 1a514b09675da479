/* demo-server.c: stub until its layer is built.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

void demo_stub (void);

void
demo_stub (void)
{
}
