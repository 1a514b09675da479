/* tell-url.h: what a person types as an address.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *tell_url_complete (const char *text); /* (transfer full): with a scheme */
gboolean  tell_url_is_one   (const char *text); /* it has a scheme other than file */

G_END_DECLS
