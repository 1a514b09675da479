/* tell-inputs-dialog.h: asks what a document wants to know before it connects, and again when a server refuses.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-session-list.h"

G_BEGIN_DECLS

#define TELL_TYPE_INPUTS_DIALOG (tell_inputs_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TellInputsDialog, tell_inputs_dialog, TELL, INPUTS_DIALOG, AdwWindow)

/* Modal on PARENT; Connect sets the inputs, has SESSIONS remember them, and starts the session. */
GtkWidget *tell_inputs_dialog_new     (GtkWindow        *parent, /* nullable */
                                       TellSessionList  *sessions,
                                       TellSession      *session);
/* Sets one of the fields, as if typed. */
void       tell_inputs_dialog_set     (TellInputsDialog *self,
                                       const char       *input,
                                       const char       *value);
void       tell_inputs_dialog_connect (TellInputsDialog *self);

G_END_DECLS
