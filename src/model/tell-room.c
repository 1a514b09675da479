/* tell-room.c: a place where messages arrive, with its members, who types there, and what is unread.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-room-private.h"
#include "tell-echo.h"

#define MAX_MEMBERS 20000

enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_TOPIC,
  PROP_UNREAD,
  PROP_JOINED,
  PROP_PEOPLE_COUNT,
  PROP_MENTION,
  PROP_SEEN,
  N_PROPS
};

enum
{
  MESSAGE_ADDED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TellRoom, tell_room, G_TYPE_OBJECT)

static void
replace_text (TellRoom *self, char **place, const char *text, guint prop_id)
{
  if (g_strcmp0 (*place, text) == 0)
    return;
  g_free (*place);
  *place = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
replace_boolean (TellRoom *self, gboolean *place, gboolean value, guint prop_id)
{
  if (*place == !!value)
    return;
  *place = !!value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
change_unread (TellRoom *self, guint unread)
{
  if (self->unread == unread)
    return;
  self->unread = unread;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
}

/* What happens in a room ("ann joined") is no mail for us; what is said there is. */
static gboolean
counts_as_unread (TellRoom *self, TellMessage *message)
{
  return self->unread_source == UNREAD_COUNTED && !self->seen && !tell_message_get_outgoing (message) &&
         tell_message_get_kind (message) != TELL_MESSAGE_KIND_EVENT &&
         tell_message_get_time (message) > self->read_until;
}

/* A server may send the room's past again after a reconnect: what was seen stays read. */
static void
mark_read (TellRoom *self, TellMessage *message)
{
  self->read_until = MAX (self->read_until, tell_message_get_time (message));
}

static void
mark_newest_read (TellRoom *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->messages));
  g_autoptr (TellMessage) newest =
      n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->messages), n - 1) : NULL;

  if (newest != NULL)
    mark_read (self, newest);
}

static void
tell_room_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TellRoom *self = TELL_ROOM (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, tell_room_get_name (self));
      break;
    case PROP_TOPIC:
      g_value_set_string (value, self->topic);
      break;
    case PROP_UNREAD:
      g_value_set_uint (value, self->unread);
      break;
    case PROP_JOINED:
      g_value_set_boolean (value, self->joined);
      break;
    case PROP_PEOPLE_COUNT:
      g_value_set_int (value, self->people_count);
      break;
    case PROP_MENTION:
      g_value_set_boolean (value, self->mention);
      break;
    case PROP_SEEN:
      g_value_set_boolean (value, self->seen);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tell_room_dispose (GObject *object)
{
  TellRoom *self = TELL_ROOM (object);

  if (self->members != NULL)
    tell_room_clear_members (self);
  G_OBJECT_CLASS (tell_room_parent_class)->dispose (object);
}

static void
tell_room_finalize (GObject *object)
{
  TellRoom *self = TELL_ROOM (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->topic);
  g_clear_object (&self->messages);
  g_clear_object (&self->members);
  g_clear_object (&self->typing);
  g_ptr_array_unref (self->echoes);
  G_OBJECT_CLASS (tell_room_parent_class)->finalize (object);
}

static void
tell_room_class_init (TellRoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = tell_room_get_property;
  object_class->dispose = tell_room_dispose;
  object_class->finalize = tell_room_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_TOPIC] = g_param_spec_string ("topic", NULL, NULL, NULL, flags);
  properties[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_JOINED] = g_param_spec_boolean ("joined", NULL, NULL, FALSE, flags);
  properties[PROP_PEOPLE_COUNT] = g_param_spec_int ("people-count", NULL, NULL, -1, G_MAXINT, -1, flags);
  properties[PROP_MENTION] = g_param_spec_boolean ("mention", NULL, NULL, FALSE, flags);
  properties[PROP_SEEN] = g_param_spec_boolean ("seen", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * TellRoom::message-added:
   * @message: what arrived
   *
   * Something new was said: nothing in the room is newer. History does not emit it.
   */
  signals[MESSAGE_ADDED] = g_signal_new ("message-added", TELL_TYPE_ROOM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, TELL_TYPE_MESSAGE);
}

static void
tell_room_init (TellRoom *self)
{
  self->messages = tell_message_list_new (TELL_ROOM_MAX_MESSAGES);
  self->members = tell_catalog_new (TELL_TYPE_PERSON, MAX_MEMBERS);
  self->typing = tell_typing_new ();
  self->echoes = g_ptr_array_new_with_free_func (g_object_unref);
  self->people_count = -1;
  self->read_until = G_MININT64;
}

/**
 * tell_room_new:
 *
 * Returns: (transfer full): an empty room, shown by its id until it has a name
 */
TellRoom *
tell_room_new (const char *id)
{
  TellRoom *self = g_object_new (TELL_TYPE_ROOM, NULL);

  self->id = g_strdup (id);
  return self;
}

const char *
tell_room_get_id (TellRoom *self)
{
  g_return_val_if_fail (TELL_IS_ROOM (self), NULL);

  return self->id;
}

const char *
tell_room_get_name (TellRoom *self)
{
  g_return_val_if_fail (TELL_IS_ROOM (self), NULL);

  return self->name ? self->name : self->id;
}

void
tell_room_set_name (TellRoom *self, const char *name)
{
  g_return_if_fail (TELL_IS_ROOM (self));

  replace_text (self, &self->name, name, PROP_NAME);
}

const char *
tell_room_get_topic (TellRoom *self)
{
  g_return_val_if_fail (TELL_IS_ROOM (self), NULL);

  return self->topic;
}

void
tell_room_set_topic (TellRoom *self, const char *topic)
{
  g_return_if_fail (TELL_IS_ROOM (self));

  replace_text (self, &self->topic, topic, PROP_TOPIC);
}

gboolean
tell_room_get_joined (TellRoom *self)
{
  g_return_val_if_fail (TELL_IS_ROOM (self), FALSE);

  return self->joined;
}

void
tell_room_set_joined (TellRoom *self, gboolean joined)
{
  g_return_if_fail (TELL_IS_ROOM (self));

  replace_boolean (self, &self->joined, joined, PROP_JOINED);
}

guint
tell_room_get_unread (TellRoom *self)
{
  g_return_val_if_fail (TELL_IS_ROOM (self), 0);

  return self->unread;
}

/**
 * tell_room_set_unread:
 * @unread: the server's own number
 *
 * From here on the server's number stands; what arrives is counted no more.
 */
void
tell_room_set_unread (TellRoom *self, guint unread)
{
  g_return_if_fail (TELL_IS_ROOM (self));

  self->unread_source = UNREAD_GIVEN;
  change_unread (self, unread);
}

gboolean
tell_room_get_seen (TellRoom *self)
{
  g_return_val_if_fail (TELL_IS_ROOM (self), FALSE);

  return self->seen;
}

/**
 * tell_room_set_seen:
 * @seen: whether a person looks at the room now
 *
 * Looking at it marks everything read, except where the server counts.
 */
void
tell_room_set_seen (TellRoom *self, gboolean seen)
{
  g_return_if_fail (TELL_IS_ROOM (self));

  replace_boolean (self, &self->seen, seen, PROP_SEEN);
  if (!seen)
    return;
  tell_room_set_mention (self, FALSE);
  mark_newest_read (self);
  if (self->unread_source == UNREAD_COUNTED)
    change_unread (self, 0);
}

/**
 * tell_room_set_read_until:
 * @time_ms: ms since 1970
 *
 * Messages up to then never count as unread: a server sends a room's past when somebody joins.
 */
void
tell_room_set_read_until (TellRoom *self, gint64 time_ms)
{
  g_return_if_fail (TELL_IS_ROOM (self));

  self->read_until = time_ms;
}

gboolean
tell_room_get_mention (TellRoom *self)
{
  g_return_val_if_fail (TELL_IS_ROOM (self), FALSE);

  return self->mention;
}

/**
 * tell_room_set_mention:
 * @mention: somebody called for us; nothing to remember while we look at the room
 */
void
tell_room_set_mention (TellRoom *self, gboolean mention)
{
  g_return_if_fail (TELL_IS_ROOM (self));

  replace_boolean (self, &self->mention, mention && !self->seen, PROP_MENTION);
}

int
tell_room_get_people_count (TellRoom *self)
{
  g_return_val_if_fail (TELL_IS_ROOM (self), -1);

  return self->people_count;
}

void
tell_room_set_people_count (TellRoom *self, int count)
{
  g_return_if_fail (TELL_IS_ROOM (self));

  if (self->people_count == MAX (count, -1))
    return;
  self->people_count = MAX (count, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PEOPLE_COUNT]);
}

/**
 * tell_room_get_messages:
 *
 * Returns: (transfer none): a list of TellMessage by time, then arrival
 */
GListModel *
tell_room_get_messages (TellRoom *self)
{
  g_return_val_if_fail (TELL_IS_ROOM (self), NULL);

  return G_LIST_MODEL (self->messages);
}

GListModel *
tell_room_get_members (TellRoom *self)
{
  g_return_val_if_fail (TELL_IS_ROOM (self), NULL);

  return G_LIST_MODEL (self->members);
}

GListModel *
tell_room_get_typing (TellRoom *self)
{
  g_return_val_if_fail (TELL_IS_ROOM (self), NULL);

  return G_LIST_MODEL (self->typing);
}

/* Whether it was one of ours coming back; then the one that is here takes over what the server says of it. */
static gboolean
reconcile (TellRoom *self, TellMessage *message)
{
  const char *id = tell_message_get_id (message);
  g_autoptr (TellMessage) own = NULL;

  if (self->echoes->len == 0 || (id != NULL && tell_room_find_message (self, id) != NULL))
    return FALSE;
  own = tell_echo_take (self->echoes, message);
  if (own == NULL)
    return FALSE;
  tell_echo_adopt (own, message);
  tell_room_move_message (self, own, tell_message_get_time (message));
  return TRUE;
}

/**
 * tell_room_add_message:
 * @message: a message that is in no room yet
 *
 * Adds it at its time; the same id twice is dropped, and the echo of an own one becomes that one. What is
 * newest counts as unread unless it is ours or seen, and ends its author's typing.
 */
void
tell_room_add_message (TellRoom *self, TellMessage *message)
{
  TellPerson *author = tell_message_get_author (message);
  gboolean last = FALSE;

  g_return_if_fail (TELL_IS_ROOM (self));

  if (reconcile (self, message) || !tell_message_list_add (self->messages, message, &last))
    return;
  if (author != NULL)
    tell_typing_stop (self->typing, author);
  if (!last)
    return;
  if (counts_as_unread (self, message))
    change_unread (self, self->unread + 1);
  if (self->seen)
    mark_read (self, message);
  g_signal_emit (self, signals[MESSAGE_ADDED], 0, message);
}

/**
 * tell_room_expect_echo:
 * @own: an own message that is in the room
 *
 * From now on a message that arrives with its text, from us or from nobody known, is taken as @own.
 */
void
tell_room_expect_echo (TellRoom *self, TellMessage *own)
{
  g_return_if_fail (TELL_IS_ROOM (self));

  if (!g_ptr_array_find (self->echoes, own, NULL))
    g_ptr_array_add (self->echoes, g_object_ref (own));
}

void
tell_room_forget_echo (TellRoom *self, TellMessage *own)
{
  g_return_if_fail (TELL_IS_ROOM (self));

  g_ptr_array_remove (self->echoes, own);
}

TellMessage *
tell_room_find_message (TellRoom *self, const char *id)
{
  g_return_val_if_fail (TELL_IS_ROOM (self), NULL);

  return tell_message_list_find (self->messages, id);
}

void
tell_room_move_message (TellRoom *self, TellMessage *message, gint64 time_ms)
{
  g_return_if_fail (TELL_IS_ROOM (self));

  tell_message_list_move (self->messages, message, time_ms);
}

gboolean
tell_room_remove_message (TellRoom *self, const char *id)
{
  g_return_val_if_fail (TELL_IS_ROOM (self), FALSE);

  return tell_message_list_remove (self->messages, id);
}

void
tell_room_clear_messages (TellRoom *self)
{
  g_return_if_fail (TELL_IS_ROOM (self));

  tell_message_list_clear (self->messages);
}
