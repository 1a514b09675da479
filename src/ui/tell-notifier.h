/* tell-notifier.h: decides what a person is told, when, and when it is taken back.
 * Signals: ::show (id, session id, TellNotification *, n more), ::withdraw (id).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-session.h"

G_BEGIN_DECLS

#define TELL_NOTIFIER_WINDOW_MS 5000 /* at most one of a kind in it; the rest is a number */

#define TELL_TYPE_NOTIFIER (tell_notifier_get_type ())
G_DECLARE_FINAL_TYPE (TellNotifier, tell_notifier, TELL, NOTIFIER, GObject)

TellNotifier *tell_notifier_new        (GListModel *sessions); /* of TellSession */

G_END_DECLS
