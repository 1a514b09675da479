/* tell-application.c: stub until its layer is built.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

void ui_stub (void);

void
ui_stub (void)
{
}
