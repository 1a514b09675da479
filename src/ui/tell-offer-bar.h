/* tell-offer-bar.h: "This looks like …": the ready dashboard that fits a server, one click away.
 * Activates win.use-offer (s, the session's id).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-session.h"

G_BEGIN_DECLS

#define TELL_TYPE_OFFER_BAR (tell_offer_bar_get_type ())
G_DECLARE_FINAL_TYPE (TellOfferBar, tell_offer_bar, TELL, OFFER_BAR, AdwBin)

GtkWidget  *tell_offer_bar_new         (void);
/* Shows the session's offer as soon as there is one, until it is declined. */
void        tell_offer_bar_set_session (TellOfferBar *self,
                                        TellSession  *session); /* nullable */
const char *tell_offer_bar_get_title   (TellOfferBar *self); /* NULL while it offers nothing */

G_END_DECLS
