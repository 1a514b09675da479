/* eio-handshake.c: reading the open packet.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-handshake.h"

#include "eio-error.h"
#include "eio-json.h"

/* Twelve days each: the sum of both still is a timer's time. */
#define MAX_PING_MS (G_MAXINT / 2)

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, EIO_ERROR, EIO_ERROR_BAD_PACKET, "The server's handshake is broken: %s", what);
  return FALSE;
}

static gboolean
offers_websocket (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "upgrades");
  JsonArray *upgrades = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; upgrades != NULL && i < json_array_get_length (upgrades); i++)
    {
      JsonNode *name = json_array_get_element (upgrades, i);

      if (json_node_get_value_type (name) == G_TYPE_STRING &&
          g_strcmp0 (json_node_get_string (name), "websocket") == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * eio_handshake_parse:
 * @self: (out caller-allocates): the terms, on success
 * @data: what follows the `0` of an open packet
 * @error: %EIO_ERROR_BAD_PACKET
 *
 * Returns: whether @self is set
 */
gboolean
eio_handshake_parse (EioHandshake *self, GBytes *data, GError **error)
{
  g_autoptr (JsonObject) object = eio_json_parse_object (data);
  const char *sid = object != NULL ? eio_json_get_string (object, "sid") : NULL;
  guint64 interval, timeout;
  guint64 max_payload = 0;

  if (object == NULL)
    return fail (error, "it is no JSON object");
  if (sid == NULL || *sid == '\0')
    return fail (error, "it names no session");
  if (!eio_json_get_count (object, "pingInterval", MAX_PING_MS, &interval) ||
      !eio_json_get_count (object, "pingTimeout", MAX_PING_MS, &timeout))
    return fail (error, "it has no heartbeat");
  if (json_object_has_member (object, "maxPayload") &&
      !eio_json_get_count (object, "maxPayload", G_MAXINT64, &max_payload))
    return fail (error, "its largest payload is no number");

  *self = (EioHandshake){
    .sid = g_strdup (sid),
    .ping_interval_ms = interval,
    .ping_timeout_ms = timeout,
    .max_payload = max_payload,
    .websocket = offers_websocket (object),
  };
  return TRUE;
}

/**
 * eio_handshake_clear:
 * @self: terms
 */
void
eio_handshake_clear (EioHandshake *self)
{
  g_clear_pointer (&self->sid, g_free);
}
