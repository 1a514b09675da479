/* tell-session-offer.c: a ready dashboard for a session that binds nothing, once its server is recognised.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-session-private.h"

/**
 * tell_session_recognise:
 * @self: a session, before it starts
 * @ready: (element-type TellReady): the dashboards that it may be offered
 *
 * Has the session look, from its first events on, which of them fits its server.
 */
void
tell_session_recognise (TellSession *self, GPtrArray *ready)
{
  g_return_if_fail (TELL_IS_SESSION (self));

  g_clear_pointer (&self->recogniser, tell_recogniser_free);
  self->recogniser = tell_recogniser_new (ready, self->clock);
}

/**
 * tell_session_get_offer:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the ready dashboard that fits its server
 */
TellReady *
tell_session_get_offer (TellSession *self)
{
  g_return_val_if_fail (TELL_IS_SESSION (self), NULL);
  return self->offer;
}

/* One is enough: whoever declines it is not asked again. */
static void
take_offer (TellSession *self, TellReady *ready)
{
  if (ready == NULL)
    return;
  self->offer = tell_ready_ref (ready);
  g_clear_pointer (&self->recogniser, tell_recogniser_free);
  g_debug ("%s: looks like %s", self->name, ready->id);
  tell_session_notify_offer (self);
}

void
tell_session_look_at_event (TellSession *self, const TellIncoming *incoming)
{
  if (self->recogniser != NULL)
    take_offer (self, tell_recogniser_feed (self->recogniser, incoming));
}

void
tell_session_look_at_refusal (TellSession *self, const char *nsp, const char *message)
{
  if (self->recogniser != NULL)
    take_offer (self, tell_recogniser_refuse (self->recogniser, nsp, message));
}
