/* tell-log.h: lines as they came, the oldest go.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TELL_LOG_MAX_LINES 5000 /* the oldest go */

typedef enum
{
  TELL_LEVEL_INFO,
  TELL_LEVEL_WARNING,
  TELL_LEVEL_ERROR,
} TellLevel;

#define TELL_TYPE_LEVEL (tell_level_get_type ())
GType       tell_level_get_type    (void) G_GNUC_CONST;
const char *tell_level_to_string   (TellLevel level);
gboolean    tell_level_from_string (const char *name, TellLevel *level);

#define TELL_TYPE_LOG_LINE (tell_log_line_get_type ())
G_DECLARE_FINAL_TYPE (TellLogLine, tell_log_line, TELL, LOG_LINE, GObject)
const char *tell_log_line_get_text  (TellLogLine *self);
TellLevel   tell_log_line_get_level (TellLogLine *self);
gint64      tell_log_line_get_time  (TellLogLine *self);

#define TELL_TYPE_LOG (tell_log_get_type ())
G_DECLARE_FINAL_TYPE (TellLog, tell_log, TELL, LOG, GObject)
/* A GListModel of TellLogLine. */
TellLog    *tell_log_new     (const char *id);
const char *tell_log_get_id  (TellLog *self);
void        tell_log_add     (TellLog *self, const char *text, TellLevel level, gint64 time_ms); /* one line an entry, the last line end dropped */
guint64     tell_log_get_n_added (TellLog *self); /* ever, also those that went */
void        tell_log_clear   (TellLog *self);

G_END_DECLS
