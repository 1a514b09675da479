/* fuzz-msgpack.c: packets of the msgpack parser: what is accepted can be written, and that can be read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "sio-msgpack.h"

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED ("\x83\xa4type\x02\xa3nsp\xa1/\xa4"
             "data\x92\xa1"
             "e\x81\xa1x\xc4\x02\x00\x01"),
  FUZZ_SEED ("\x84\xa4type\x03\xa3nsp\xa2/a\xa2id\xcd\x01\x00\xa4"
             "data\x95\xc0\xc2\xc3\xcb\x3f\xf8\x00\x00\x00\x00\x00\x00\xd4\x00\x00"),
  FUZZ_SEED ("\x83\xa4type\x00\xa3nsp\xa1/\xa4"
             "data\x81\xa3sid\xd9\x03"
             "abc"),
  FUZZ_SEED ("\x83\xa4type\x04\xa3nsp\xa1/\xa4"
             "data\x82\xa7message\xa2no\xa4"
             "data\xcf\xff\xff\xff\xff\xff\xff\xff\xff"),
  { NULL, 0 },
};

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) message = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (SioPacket) packet = sio_msgpack_parse (message, &error);
  g_autoptr (SioPacket) again = NULL;
  g_autoptr (GBytes) written = NULL;

  g_assert_true ((packet == NULL) == (error != NULL));
  if (packet == NULL)
    return 0;
  written = sio_msgpack_encode (packet->type, packet->nsp, packet->id, packet->args);
  again = sio_msgpack_parse (written, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->type, ==, packet->type);
  g_assert_cmpstr (again->nsp, ==, packet->nsp);
  return 0;
}
