/* tell-echo.c: own messages of a room that the server is expected to send back. Servers that echo give no
 * hint which message of ours it is, so the text and the author decide.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-echo.h"

/* Where it isn't known who we are, or who spoke, the text alone decides. */
static gboolean
is_same_author (TellPerson *own, TellPerson *arrived)
{
  if (own == NULL || arrived == NULL || own == arrived || tell_person_get_me (arrived))
    return TRUE;
  return g_str_equal (tell_person_get_id (own), tell_person_get_id (arrived)) ||
         g_str_equal (tell_person_get_name (own), tell_person_get_name (arrived));
}

static gboolean
is_echo (TellMessage *own, TellMessage *arrived)
{
  return g_str_equal (tell_message_get_text (own), tell_message_get_text (arrived)) &&
         is_same_author (tell_message_get_author (own), tell_message_get_author (arrived));
}

TellMessage *
tell_echo_take (GPtrArray *expected, TellMessage *arrived)
{
  if (tell_message_get_state (arrived) != TELL_MESSAGE_STATE_RECEIVED ||
      tell_message_get_kind (arrived) != TELL_MESSAGE_KIND_MESSAGE)
    return NULL;
  for (guint i = 0; i < expected->len; i++)
    if (is_echo (g_ptr_array_index (expected, i), arrived))
      return g_ptr_array_steal_index (expected, i);
  return NULL;
}

void
tell_echo_adopt (TellMessage *own, TellMessage *arrived)
{
  if (tell_message_get_id (arrived))
    tell_message_set_id (own, tell_message_get_id (arrived));
  if (tell_message_get_author (arrived))
    tell_message_set_author (own, tell_message_get_author (arrived));
  if (tell_message_get_state (own) != TELL_MESSAGE_STATE_DELIVERED)
    tell_message_set_state (own, TELL_MESSAGE_STATE_SENT, NULL);
}
