/* series-buffer.c: stub until its layer is built.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

void series_stub (void);

void
series_stub (void)
{
}
