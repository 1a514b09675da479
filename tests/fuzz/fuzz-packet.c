/* fuzz-packet.c: packets as text, both protocols: what is accepted is written and read again as the same packet.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "sio-packet.h"

#include <string.h>

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED ("0{\"sid\":\"x\",\"pid\":\"y\"}"),
  FUZZ_SEED ("0/admin?token=1,{\"token\":\"x\"}"),
  FUZZ_SEED ("1/admin,"),
  FUZZ_SEED ("2/admin,456[\"project:delete\",123]"),
  FUZZ_SEED ("218446744073709551615[\"e\",{\"a\":[1,2]}]"),
  FUZZ_SEED ("3/a,007[]"),
  FUZZ_SEED ("4/a,{\"message\":\"no\",\"data\":{}}"),
  FUZZ_SEED ("4\"bare\""),
  FUZZ_SEED ("52-/a,9[\"e\",{\"_placeholder\":true,\"num\":1},{\"num\":0,\"_placeholder\":true}]"),
  FUZZ_SEED ("61-9[{\"_placeholder\":true,\"num\":0}]"),
  { NULL, 0 },
};

static void
assert_same (const SioPacket *a, const SioPacket *b)
{
  gsize a_length = 0, b_length = 0;
  const char *a_json = a->args ? sio_args_peek_text (a->args, &a_length) : NULL;
  const char *b_json = b->args ? sio_args_peek_text (b->args, &b_length) : NULL;

  g_assert_cmpint (a->type, ==, b->type);
  g_assert_cmpstr (a->nsp, ==, b->nsp);
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpmem (a_json, a_length, b_json, b_length);
}

static void
parse (GBytes *text, EioProtocol protocol)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SioPacket) packet = sio_packet_parse (text, protocol, &error);
  g_autoptr (SioPacket) again = NULL;
  g_autoptr (GBytes) written = NULL;

  g_assert_true ((packet == NULL) == (error != NULL));
  if (packet == NULL || packet->n_attachments > 0)
    return;
  written = sio_packet_to_text (packet->type, packet->nsp, packet->id, packet->args);
  again = sio_packet_parse (written, protocol, &error);
  g_assert_no_error (error);
  assert_same (packet, again);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) text = g_bytes_new (data, size);

  parse (text, EIO_PROTOCOL_4);
  parse (text, EIO_PROTOCOL_3);
  return 0;
}
