/* tell-inputs.h: what the user was asked once and gave: plain values in a key file beside the document, secrets in the keyring.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-session.h"

G_BEGIN_DECLS

/* Plain values at once; secret ones are asked of the keyring and set when it answers. */
void tell_inputs_load   (TellSession *session,
                         GFile       *folder);
void tell_inputs_save   (TellSession *session,
                         GFile       *folder,
                         const char  *name,
                         const char  *value);
/* A session variable, if it is secret. */
void tell_inputs_save_variable (TellSession *session,
                         GFile       *folder,
                         const char  *name);
void tell_inputs_forget (TellSession *session,
                         GFile       *folder);

G_END_DECLS
