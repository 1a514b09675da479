/* tell-secrets.h: secret inputs, in the keyring where there is one and for this run only where there is none.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* SESSION_ID and NAME are the key; LABEL is what a keyring program shows. */
void     tell_secrets_store_async   (const char           *session_id,
                                     const char           *name,
                                     const char           *value,
                                     const char           *label,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
/* FALSE when no keyring took it: it is kept for this run, and ERROR says why not longer. */
gboolean tell_secrets_store_finish  (GAsyncResult         *result,
                                     GError              **error);
void     tell_secrets_lookup_async  (const char           *session_id,
                                     const char           *name,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
/* NULL without an error: there is none. */
char    *tell_secrets_lookup_finish (GAsyncResult         *result,
                                     GError              **error);
/* All of one session. */
void     tell_secrets_clear         (const char           *session_id);

G_END_DECLS
