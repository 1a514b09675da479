/* tell-person.c: somebody on a server: keyed by id, shown by name.
 *
 * Presence is the state that was given; who was never given one is what rooms say:
 *   NEVER ── entered ──► IN ROOMS ── left the last ──► GONE ── entered ──► IN ROOMS
 *  unknown               online                        offline
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-person-private.h"

struct _TellPerson
{
  GObject parent_instance;

  char *id;
  char *name;              /* nullable: the id is shown */
  char *detail;            /* nullable */
  GPtrArray *rooms;        /* borrowed TellRoom */
  TellPresence given;      /* UNKNOWN: never given */
  TellPresence state;      /* what follows; written by update_state () only */
  gboolean seen_somewhere; /* was in a room, or left the server */
  gboolean me;
  gint64 last_seen;
};

enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_STATE,
  PROP_DETAIL,
  PROP_ME,
  PROP_N_ROOMS,
  PROP_LAST_SEEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *const presence_names[] = { "unknown", "online", "away", "offline" };

G_DEFINE_ENUM_TYPE (TellPresence,
                    tell_presence,
                    G_DEFINE_ENUM_VALUE (TELL_PRESENCE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (TELL_PRESENCE_ONLINE, "online"),
                    G_DEFINE_ENUM_VALUE (TELL_PRESENCE_AWAY, "away"),
                    G_DEFINE_ENUM_VALUE (TELL_PRESENCE_OFFLINE, "offline"))

G_DEFINE_FINAL_TYPE (TellPerson, tell_person, G_TYPE_OBJECT)

static TellPresence
work_out_state (TellPerson *self)
{
  if (self->given != TELL_PRESENCE_UNKNOWN)
    return self->given;
  if (self->rooms->len > 0)
    return TELL_PRESENCE_ONLINE;
  return self->seen_somewhere ? TELL_PRESENCE_OFFLINE : TELL_PRESENCE_UNKNOWN;
}

static void
update_state (TellPerson *self)
{
  TellPresence state = work_out_state (self);

  if (state == self->state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gboolean
replace_text (char **place, const char *text)
{
  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  g_free (*place);
  *place = g_strdup (text);
  return TRUE;
}

static void
tell_person_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TellPerson *self = TELL_PERSON (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, tell_person_get_name (self));
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_ME:
      g_value_set_boolean (value, self->me);
      break;
    case PROP_N_ROOMS:
      g_value_set_uint (value, self->rooms->len);
      break;
    case PROP_LAST_SEEN:
      g_value_set_int64 (value, self->last_seen);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tell_person_finalize (GObject *object)
{
  TellPerson *self = TELL_PERSON (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->detail);
  g_ptr_array_unref (self->rooms);
  G_OBJECT_CLASS (tell_person_parent_class)->finalize (object);
}

static void
tell_person_class_init (TellPersonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = tell_person_get_property;
  object_class->finalize = tell_person_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, TELL_TYPE_PRESENCE, TELL_PRESENCE_UNKNOWN, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_ME] = g_param_spec_boolean ("me", NULL, NULL, FALSE, flags);
  properties[PROP_N_ROOMS] = g_param_spec_uint ("n-rooms", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LAST_SEEN] = g_param_spec_int64 ("last-seen", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tell_person_init (TellPerson *self)
{
  self->rooms = g_ptr_array_new ();
}

/**
 * tell_presence_to_string:
 *
 * Returns: the word for @presence: "unknown", "online", "away" or "offline"
 */
const char *
tell_presence_to_string (TellPresence presence)
{
  g_return_val_if_fail (presence < G_N_ELEMENTS (presence_names), "unknown");

  return presence_names[presence];
}

/**
 * tell_presence_from_string:
 * @presence: (out): what @name stands for
 *
 * Returns: %TRUE for "online", "away" and "offline", the states that can be given
 */
gboolean
tell_presence_from_string (const char *name, TellPresence *presence)
{
  for (guint i = TELL_PRESENCE_ONLINE; name != NULL && i < G_N_ELEMENTS (presence_names); i++)
    if (strcmp (name, presence_names[i]) == 0)
      {
        *presence = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * tell_person_new:
 *
 * Returns: (transfer full): somebody known by @id only
 */
TellPerson *
tell_person_new (const char *id)
{
  TellPerson *self = g_object_new (TELL_TYPE_PERSON, NULL);

  self->id = g_strdup (id);
  return self;
}

const char *
tell_person_get_id (TellPerson *self)
{
  g_return_val_if_fail (TELL_IS_PERSON (self), NULL);

  return self->id;
}

/**
 * tell_person_get_name:
 *
 * Returns: the name to show; the id until there is one
 */
const char *
tell_person_get_name (TellPerson *self)
{
  g_return_val_if_fail (TELL_IS_PERSON (self), NULL);

  return self->name ? self->name : self->id;
}

gboolean
tell_person_has_name (TellPerson *self)
{
  g_return_val_if_fail (TELL_IS_PERSON (self), FALSE);

  return self->name != NULL;
}

void
tell_person_set_name (TellPerson *self, const char *name)
{
  g_return_if_fail (TELL_IS_PERSON (self));

  if (replace_text (&self->name, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

TellPresence
tell_person_get_state (TellPerson *self)
{
  g_return_val_if_fail (TELL_IS_PERSON (self), TELL_PRESENCE_UNKNOWN);

  return self->state;
}

/**
 * tell_person_set_state:
 * @state: what the server says; %TELL_PRESENCE_UNKNOWN takes it back, so that rooms decide
 */
void
tell_person_set_state (TellPerson *self, TellPresence state)
{
  g_return_if_fail (TELL_IS_PERSON (self));

  self->given = state;
  update_state (self);
}

const char *
tell_person_get_detail (TellPerson *self)
{
  g_return_val_if_fail (TELL_IS_PERSON (self), NULL);

  return self->detail;
}

void
tell_person_set_detail (TellPerson *self, const char *detail)
{
  g_return_if_fail (TELL_IS_PERSON (self));

  if (replace_text (&self->detail, detail))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
}

gboolean
tell_person_get_me (TellPerson *self)
{
  g_return_val_if_fail (TELL_IS_PERSON (self), FALSE);

  return self->me;
}

void
tell_person_set_me (TellPerson *self, gboolean me)
{
  g_return_if_fail (TELL_IS_PERSON (self));

  if (self->me == !!me)
    return;
  self->me = !!me;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ME]);
}

gint64
tell_person_get_last_seen (TellPerson *self)
{
  g_return_val_if_fail (TELL_IS_PERSON (self), 0);

  return self->last_seen;
}

void
tell_person_set_last_seen (TellPerson *self, gint64 time_ms)
{
  g_return_if_fail (TELL_IS_PERSON (self));

  if (self->last_seen == time_ms)
    return;
  self->last_seen = time_ms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_SEEN]);
}

void
tell_person_entered (TellPerson *self, TellRoom *room)
{
  g_ptr_array_add (self->rooms, room);
  self->seen_somewhere = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ROOMS]);
  update_state (self);
}

void
tell_person_left (TellPerson *self, TellRoom *room)
{
  if (!g_ptr_array_remove_fast (self->rooms, room))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ROOMS]);
  update_state (self);
}

GPtrArray *
tell_person_get_rooms (TellPerson *self)
{
  return self->rooms;
}

void
tell_person_depart (TellPerson *self)
{
  self->given = TELL_PRESENCE_UNKNOWN;
  self->seen_somewhere = TRUE;
  update_state (self);
}

void
tell_person_reset (TellPerson *self)
{
  self->given = TELL_PRESENCE_UNKNOWN;
  self->seen_somewhere = self->rooms->len > 0;
  update_state (self);
  tell_person_set_detail (self, NULL);
}
