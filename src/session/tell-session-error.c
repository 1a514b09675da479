/* tell-session-error.c: stub until its layer is built.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

void session_stub (void);

void
session_stub (void)
{
}
