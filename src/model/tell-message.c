/* tell-message.c: one line of a room: said by somebody, or a notice.
 *
 * What others say is RECEIVED. What we say:
 *   QUEUED ──► SENDING ──► SENT ──► DELIVERED        any of them ──► FAILED ──► QUEUED (sent again)
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-message-private.h"

struct _TellMessage
{
  GObject parent_instance;

  char *id;           /* nullable */
  TellPerson *author; /* nullable */
  char *text;
  char *error; /* nullable */
  gint64 time; /* ms since 1970 */
  TellMessageKind kind;
  TellMessageState state;
  gboolean edited;
};

enum
{
  PROP_ID = 1,
  PROP_AUTHOR,
  PROP_TEXT,
  PROP_TIME,
  PROP_KIND,
  PROP_STATE,
  PROP_ERROR,
  PROP_EDITED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *const kind_names[] = { "message", "notice", "event" };
static const char *const state_names[] = { "received", "queued", "sending", "sent", "delivered", "failed" };

G_DEFINE_ENUM_TYPE (TellMessageKind,
                    tell_message_kind,
                    G_DEFINE_ENUM_VALUE (TELL_MESSAGE_KIND_MESSAGE, "message"),
                    G_DEFINE_ENUM_VALUE (TELL_MESSAGE_KIND_NOTICE, "notice"),
                    G_DEFINE_ENUM_VALUE (TELL_MESSAGE_KIND_EVENT, "event"))

G_DEFINE_ENUM_TYPE (TellMessageState,
                    tell_message_state,
                    G_DEFINE_ENUM_VALUE (TELL_MESSAGE_STATE_RECEIVED, "received"),
                    G_DEFINE_ENUM_VALUE (TELL_MESSAGE_STATE_QUEUED, "queued"),
                    G_DEFINE_ENUM_VALUE (TELL_MESSAGE_STATE_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (TELL_MESSAGE_STATE_SENT, "sent"),
                    G_DEFINE_ENUM_VALUE (TELL_MESSAGE_STATE_DELIVERED, "delivered"),
                    G_DEFINE_ENUM_VALUE (TELL_MESSAGE_STATE_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (TellMessage, tell_message, G_TYPE_OBJECT)

static void
tell_message_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TellMessage *self = TELL_MESSAGE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_AUTHOR:
      g_value_set_object (value, self->author);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_TIME:
      g_value_set_int64 (value, self->time);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    case PROP_EDITED:
      g_value_set_boolean (value, self->edited);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tell_message_finalize (GObject *object)
{
  TellMessage *self = TELL_MESSAGE (object);

  g_free (self->id);
  g_clear_object (&self->author);
  g_free (self->text);
  g_free (self->error);
  G_OBJECT_CLASS (tell_message_parent_class)->finalize (object);
}

static void
tell_message_class_init (TellMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = tell_message_get_property;
  object_class->finalize = tell_message_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_AUTHOR] = g_param_spec_object ("author", NULL, NULL, TELL_TYPE_PERSON, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_TIME] = g_param_spec_int64 ("time", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, TELL_TYPE_MESSAGE_KIND, 0, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, TELL_TYPE_MESSAGE_STATE, 0, flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  properties[PROP_EDITED] = g_param_spec_boolean ("edited", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tell_message_init (TellMessage *self)
{
}

const char *
tell_message_kind_to_string (TellMessageKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_names), NULL);

  return kind_names[kind];
}

/**
 * tell_message_kind_from_string:
 * @kind: (out): what @name stands for
 *
 * Returns: %FALSE if there is no such kind
 */
gboolean
tell_message_kind_from_string (const char *name, TellMessageKind *kind)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (kind_names); i++)
    if (strcmp (name, kind_names[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

const char *
tell_message_state_to_string (TellMessageState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (state_names), NULL);

  return state_names[state];
}

/**
 * tell_message_new:
 * @id: (nullable): the server's id
 * @author: (nullable): who said it
 * @time_ms: ms since 1970
 *
 * Returns: (transfer full): a message that is in no room yet
 */
TellMessage *
tell_message_new (const char *id,
                  TellPerson *author,
                  const char *text,
                  gint64 time_ms,
                  TellMessageKind kind,
                  TellMessageState state)
{
  TellMessage *self = g_object_new (TELL_TYPE_MESSAGE, NULL);

  self->id = g_strdup (id);
  g_set_object (&self->author, author);
  self->text = g_strdup (text ? text : "");
  self->time = time_ms;
  self->kind = kind;
  self->state = state;
  return self;
}

const char *
tell_message_get_id (TellMessage *self)
{
  g_return_val_if_fail (TELL_IS_MESSAGE (self), NULL);

  return self->id;
}

/**
 * tell_message_set_id:
 * @id: (nullable): the id that the server gave one of ours
 */
void
tell_message_set_id (TellMessage *self, const char *id)
{
  g_return_if_fail (TELL_IS_MESSAGE (self));

  if (g_strcmp0 (self->id, id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
}

TellPerson *
tell_message_get_author (TellMessage *self)
{
  g_return_val_if_fail (TELL_IS_MESSAGE (self), NULL);

  return self->author;
}

void
tell_message_set_author (TellMessage *self, TellPerson *author)
{
  g_return_if_fail (TELL_IS_MESSAGE (self));

  if (g_set_object (&self->author, author))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTHOR]);
}

const char *
tell_message_get_text (TellMessage *self)
{
  g_return_val_if_fail (TELL_IS_MESSAGE (self), NULL);

  return self->text;
}

/**
 * tell_message_set_text:
 *
 * Changes what it says, and marks it as edited if that is something else.
 */
void
tell_message_set_text (TellMessage *self, const char *text)
{
  g_return_if_fail (TELL_IS_MESSAGE (self));

  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text ? text : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  if (!self->edited)
    {
      self->edited = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITED]);
    }
}

gboolean
tell_message_get_edited (TellMessage *self)
{
  g_return_val_if_fail (TELL_IS_MESSAGE (self), FALSE);

  return self->edited;
}

gint64
tell_message_get_time (TellMessage *self)
{
  g_return_val_if_fail (TELL_IS_MESSAGE (self), 0);

  return self->time;
}

void
tell_message_set_time (TellMessage *self, gint64 time_ms)
{
  if (self->time == time_ms)
    return;
  self->time = time_ms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIME]);
}

TellMessageKind
tell_message_get_kind (TellMessage *self)
{
  g_return_val_if_fail (TELL_IS_MESSAGE (self), TELL_MESSAGE_KIND_MESSAGE);

  return self->kind;
}

void
tell_message_set_kind (TellMessage *self, TellMessageKind kind)
{
  g_return_if_fail (TELL_IS_MESSAGE (self));

  if (self->kind == kind)
    return;
  self->kind = kind;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

TellMessageState
tell_message_get_state (TellMessage *self)
{
  g_return_val_if_fail (TELL_IS_MESSAGE (self), TELL_MESSAGE_STATE_RECEIVED);

  return self->state;
}

const char *
tell_message_get_error (TellMessage *self)
{
  g_return_val_if_fail (TELL_IS_MESSAGE (self), NULL);

  return self->error;
}

/**
 * tell_message_set_state:
 * @error: (nullable): for %TELL_MESSAGE_STATE_FAILED: why, in the server's or our words
 */
void
tell_message_set_state (TellMessage *self, TellMessageState state, const char *error)
{
  g_return_if_fail (TELL_IS_MESSAGE (self));

  if (g_strcmp0 (self->error, error) != 0)
    {
      g_free (self->error);
      self->error = g_strdup (error);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
}

/**
 * tell_message_get_outgoing:
 *
 * Returns: %TRUE for ours: sent from here, or said by who is marked as me
 */
gboolean
tell_message_get_outgoing (TellMessage *self)
{
  g_return_val_if_fail (TELL_IS_MESSAGE (self), FALSE);

  return self->state != TELL_MESSAGE_STATE_RECEIVED || (self->author && tell_person_get_me (self->author));
}
