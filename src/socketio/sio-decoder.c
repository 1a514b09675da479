/* sio-decoder.c: puts binary packets together again.
 *
 *   IDLE ── text of type 5 or 6 ──► COLLECTING (pending != NULL) ── its last attachment ──► IDLE
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-decoder.h"

#include "sio-args-private.h"
#include "sio-msgpack.h"

struct _SioDecoder
{
  EioProtocol protocol;
  SioParserKind parser;
  SioPacket *pending;     /* what attachments are being collected for */
  GPtrArray *attachments; /* of GBytes, while there is a pending packet */
};

/**
 * sio_decoder_new:
 * @protocol: the engine's revision
 *
 * Returns: (transfer full): a decoder for one engine
 */
SioDecoder *
sio_decoder_new (EioProtocol protocol)
{
  SioDecoder *self = g_new0 (SioDecoder, 1);

  self->protocol = protocol;
  return self;
}

void
sio_decoder_free (SioDecoder *self)
{
  sio_decoder_reset (self);
  g_free (self);
}

/**
 * sio_decoder_set_parser:
 * @parser: what the server was set up with
 */
void
sio_decoder_set_parser (SioDecoder *self, SioParserKind parser)
{
  self->parser = parser;
}

/**
 * sio_decoder_reset:
 *
 * Forgets a packet whose attachments did not all come.
 */
void
sio_decoder_reset (SioDecoder *self)
{
  g_clear_pointer (&self->pending, sio_packet_free);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
}

/* A packet is one binary message there. */
static gboolean
feed_msgpack (GBytes *data, gboolean binary, SioPacket **packet, GError **error)
{
  if (binary)
    *packet = sio_msgpack_parse (data, error);
  else
    g_set_error (error, SIO_ERROR, SIO_ERROR_BAD_PACKET, "Text came where msgpack was expected");
  return *packet != NULL;
}

static gboolean
feed_text (SioDecoder *self, GBytes *data, SioPacket **packet, GError **error)
{
  g_autoptr (SioPacket) parsed = NULL;

  if (self->pending != NULL)
    {
      g_set_error (error, SIO_ERROR, SIO_ERROR_BAD_PACKET, "Text came where %u attachments were missing",
                   self->pending->n_attachments - self->attachments->len);
      return FALSE;
    }
  parsed = sio_packet_parse (data, self->protocol, error);
  if (parsed == NULL)
    return FALSE;
  if (parsed->n_attachments == 0)
    {
      *packet = g_steal_pointer (&parsed);
      return TRUE;
    }
  self->pending = g_steal_pointer (&parsed);
  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return TRUE;
}

static gboolean
feed_binary (SioDecoder *self, GBytes *data, SioPacket **packet, GError **error)
{
  g_autoptr (SioPacket) complete = NULL;
  g_autoptr (GPtrArray) attachments = NULL;

  if (self->pending == NULL)
    {
      g_set_error (error, SIO_ERROR, SIO_ERROR_BAD_PACKET, "Binary came that no packet announced");
      return FALSE;
    }
  g_ptr_array_add (self->attachments, g_bytes_ref (data));
  if (self->attachments->len < self->pending->n_attachments)
    return TRUE;
  complete = g_steal_pointer (&self->pending);
  attachments = g_steal_pointer (&self->attachments);
  if (!sio_args_resolve_placeholders (complete->args, attachments, error))
    return FALSE;
  *packet = g_steal_pointer (&complete);
  return TRUE;
}

/**
 * sio_decoder_feed:
 * @data: one message of the engine
 * @binary: which kind it was
 * @packet: (out) (transfer full) (nullable): a packet that is complete now
 * @error: return location
 *
 * Returns: %FALSE with %SIO_ERROR_BAD_PACKET or %SIO_ERROR_BAD_JSON: the engine is to be closed with "parse
 * error"
 */
gboolean
sio_decoder_feed (SioDecoder *self, GBytes *data, gboolean binary, SioPacket **packet, GError **error)
{
  *packet = NULL;
  if (self->parser == SIO_PARSER_MSGPACK)
    return feed_msgpack (data, binary, packet, error);
  return binary ? feed_binary (self, data, packet, error) : feed_text (self, data, packet, error);
}
