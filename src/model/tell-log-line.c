/* tell-log-line.c: one line of a log, and the levels that lines and notifications share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-log-private.h"

struct _TellLogLine
{
  GObject parent_instance;

  char *text;
  gint64 time; /* ms since 1970 */
  TellLevel level;
};

enum
{
  PROP_TEXT = 1,
  PROP_LEVEL,
  PROP_TIME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *const level_names[] = { "info", "warning", "error" };

G_DEFINE_ENUM_TYPE (TellLevel,
                    tell_level,
                    G_DEFINE_ENUM_VALUE (TELL_LEVEL_INFO, "info"),
                    G_DEFINE_ENUM_VALUE (TELL_LEVEL_WARNING, "warning"),
                    G_DEFINE_ENUM_VALUE (TELL_LEVEL_ERROR, "error"))

G_DEFINE_FINAL_TYPE (TellLogLine, tell_log_line, G_TYPE_OBJECT)

static void
tell_log_line_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TellLogLine *self = TELL_LOG_LINE (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_LEVEL:
      g_value_set_enum (value, self->level);
      break;
    case PROP_TIME:
      g_value_set_int64 (value, self->time);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tell_log_line_finalize (GObject *object)
{
  g_free (TELL_LOG_LINE (object)->text);
  G_OBJECT_CLASS (tell_log_line_parent_class)->finalize (object);
}

static void
tell_log_line_class_init (TellLogLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tell_log_line_get_property;
  object_class->finalize = tell_log_line_finalize;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_LEVEL] = g_param_spec_enum ("level", NULL, NULL, TELL_TYPE_LEVEL, 0, flags);
  properties[PROP_TIME] = g_param_spec_int64 ("time", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tell_log_line_init (TellLogLine *self)
{
}

TellLogLine *
tell_log_line_new (const char *text, gsize length, TellLevel level, gint64 time_ms)
{
  TellLogLine *self = g_object_new (TELL_TYPE_LOG_LINE, NULL);

  self->text = g_strndup (text, length);
  self->level = level;
  self->time = time_ms;
  return self;
}

const char *
tell_level_to_string (TellLevel level)
{
  g_return_val_if_fail (level < G_N_ELEMENTS (level_names), NULL);

  return level_names[level];
}

/**
 * tell_level_from_string:
 * @level: (out): what @name stands for
 *
 * Returns: %FALSE if there is no such level
 */
gboolean
tell_level_from_string (const char *name, TellLevel *level)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (level_names); i++)
    if (strcmp (name, level_names[i]) == 0)
      {
        *level = i;
        return TRUE;
      }
  return FALSE;
}

const char *
tell_log_line_get_text (TellLogLine *self)
{
  g_return_val_if_fail (TELL_IS_LOG_LINE (self), NULL);

  return self->text;
}

TellLevel
tell_log_line_get_level (TellLogLine *self)
{
  g_return_val_if_fail (TELL_IS_LOG_LINE (self), TELL_LEVEL_INFO);

  return self->level;
}

gint64
tell_log_line_get_time (TellLogLine *self)
{
  g_return_val_if_fail (TELL_IS_LOG_LINE (self), 0);

  return self->time;
}
