/* tell-reason.h: one clear sentence for what went wrong with a connection.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sio-types.h"

G_BEGIN_DECLS

/* "example.org:3000" of a URL; the URL itself when it can't be read. */
char *tell_reason_dup_host        (const char          *url);
/* WHERE: the host, as above. A refusal is said in the server's own words. */
char *tell_reason_from_error      (const GError        *error,
                                   const char          *where);
/* ERROR: nullable, the details. */
char *tell_reason_from_disconnect (SioDisconnectReason  reason,
                                   const GError        *error,
                                   const char          *where);
/* Whether a connect-error is the server's answer; else the way there failed, which the client tells once for all. */
gboolean tell_reason_is_answer    (const GError        *error);

G_END_DECLS
