/* cli-offer.h: a word on stderr when an address turns out to be a server that a ready dashboard knows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-session.h"

G_BEGIN_DECLS

/* Before SESSION starts; NAME is what was typed, and a file is no address. */
void cli_offer_look (TellSession *session,
                     const char  *name);

G_END_DECLS
