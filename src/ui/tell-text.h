/* tell-text.h: remote text made safe to show, and times as a person reads them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TELL_TEXT_MAX_CHARS 4000 /* what one label shows of a longer text */

/* All (transfer full). */
char     *tell_text_to_markup   (const char *text); /* literal, with http and https addresses as links */
char     *tell_text_to_plain    (const char *text); /* one line, for titles and notifications */
char     *tell_text_format_time (gint64      time_ms);
char     *tell_text_format_day  (gint64      time_ms,
                                 gint64      now_ms);
char     *tell_text_format_full (gint64      time_ms);
/* Days since some start in local time: equal for two times of one day. */
gint64    tell_text_get_day     (gint64      time_ms);
gboolean  tell_text_is_web_link (const char *uri);

G_END_DECLS
