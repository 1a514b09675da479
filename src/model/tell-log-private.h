/* tell-log-private.h: lines are made by their log only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-log.h"

G_BEGIN_DECLS

TellLogLine *tell_log_line_new (const char *text, gsize length, TellLevel level, gint64 time_ms);

G_END_DECLS
