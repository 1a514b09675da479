/* cli-main.c: stub until its layer is built.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

void cli_stub (void);

void
cli_stub (void)
{
}
