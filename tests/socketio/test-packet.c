/* test-packet.c: byte vectors of the protocol documents, revisions 5 and 4, and packets that are none.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sio-packet.h"
#include "sio-writer.h"

#include <string.h>

typedef struct
{
  const char *text;
  SioPacketType type;
  const char *nsp;
  const char *id;
  const char *json; /* NULL: no payload */
  guint n_attachments;
} Vector;

/* What both revisions read alike; those without attachments are also what we write. */
static const Vector vectors[] = {
  { "0", SIO_PACKET_CONNECT, "/", NULL, NULL, 0 },
  { "0{\"token\":\"123\"}", SIO_PACKET_CONNECT, "/", NULL, "{\"token\":\"123\"}", 0 },
  { "0/admin,{\"token\":\"123\"}", SIO_PACKET_CONNECT, "/admin", NULL, "{\"token\":\"123\"}", 0 },
  { "0{\"sid\":\"CjdVH4TQvovi1VvgAC5Z\"}", SIO_PACKET_CONNECT, "/", NULL,
    "{\"sid\":\"CjdVH4TQvovi1VvgAC5Z\"}", 0 },
  { "0/admin,", SIO_PACKET_CONNECT, "/admin", NULL, NULL, 0 },
  { "1", SIO_PACKET_DISCONNECT, "/", NULL, NULL, 0 },
  { "1/admin,", SIO_PACKET_DISCONNECT, "/admin", NULL, NULL, 0 },
  { "2[\"foo\"]", SIO_PACKET_EVENT, "/", NULL, "[\"foo\"]", 0 },
  { "2[\"hello\",1]", SIO_PACKET_EVENT, "/", NULL, "[\"hello\",1]", 0 },
  { "2/admin,[\"bar\"]", SIO_PACKET_EVENT, "/admin", NULL, "[\"bar\"]", 0 },
  { "212[\"foo\"]", SIO_PACKET_EVENT, "/", "12", "[\"foo\"]", 0 },
  { "2/admin,456[\"project:delete\",123]", SIO_PACKET_EVENT, "/admin", "456", "[\"project:delete\",123]", 0 },
  { "20[\"zero\"]", SIO_PACKET_EVENT, "/", "0", "[\"zero\"]", 0 },
  { "218446744073709551615[1]", SIO_PACKET_EVENT, "/", "18446744073709551615", "[1]", 0 },
  { "2007[\"digits stay\"]", SIO_PACKET_EVENT, "/", "007", "[\"digits stay\"]", 0 },
  { "312[\"bar\"]", SIO_PACKET_ACK, "/", "12", "[\"bar\"]", 0 },
  { "3/admin,456[]", SIO_PACKET_ACK, "/admin", "456", "[]", 0 },
  { "4{\"message\":\"Not authorized\"}", SIO_PACKET_CONNECT_ERROR, "/", NULL,
    "{\"message\":\"Not authorized\"}", 0 },
  { "4/admin,\"Invalid namespace\"", SIO_PACKET_CONNECT_ERROR, "/admin", NULL, "\"Invalid namespace\"", 0 },
  { "51-[\"hello\",{\"_placeholder\":true,\"num\":0}]", SIO_PACKET_BINARY_EVENT, "/", NULL,
    "[\"hello\",{\"_placeholder\":true,\"num\":0}]", 1 },
  { "52-/admin,456[\"a\",{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":0}]",
    SIO_PACKET_BINARY_EVENT, "/admin", "456",
    "[\"a\",{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":0}]", 2 },
  { "61-/admin,456[{\"_placeholder\":true,\"num\":0}]", SIO_PACKET_BINARY_ACK, "/admin", "456",
    "[{\"_placeholder\":true,\"num\":0}]", 1 },
};

static SioPacket *
parse (const char *text, gssize length, EioProtocol protocol, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return sio_packet_parse (bytes, protocol, error);
}

static void
assert_packet (const SioPacket *packet, const Vector *vector)
{
  gsize length = 0;
  const char *json = packet->args ? sio_args_peek_text (packet->args, &length) : NULL;

  g_assert_cmpint (packet->type, ==, vector->type);
  g_assert_cmpstr (packet->nsp, ==, vector->nsp);
  g_assert_cmpstr (packet->id, ==, vector->id);
  g_assert_cmpuint (packet->n_attachments, ==, vector->n_attachments);
  g_assert_true ((json == NULL) == (vector->json == NULL));
  if (json != NULL)
    g_assert_cmpmem (json, length, vector->json, strlen (vector->json));
}

static void
assert_vector (const Vector *vector, EioProtocol protocol)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SioPacket) packet = parse (vector->text, -1, protocol, &error);

  g_assert_no_error (error);
  assert_packet (packet, vector);
}

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      assert_vector (&vectors[i], EIO_PROTOCOL_4);
      assert_vector (&vectors[i], EIO_PROTOCOL_3);
    }
}

/* Forms that are read, though we would write them differently. */
static void
test_parse_lenient (void)
{
  static const Vector lenient[] = {
    { "0/admin", SIO_PACKET_CONNECT, "/admin", NULL, NULL, 0 },
    { "0/admin?token=1,{\"sid\":\"x\"}", SIO_PACKET_CONNECT, "/admin", NULL, "{\"sid\":\"x\"}", 0 },
    { "0/admin?token=1", SIO_PACKET_CONNECT, "/admin", NULL, NULL, 0 },
    { "1/admin", SIO_PACKET_DISCONNECT, "/admin", NULL, NULL, 0 },
    { "2/,[\"x\"]", SIO_PACKET_EVENT, "/", NULL, "[\"x\"]", 0 },
    { "2 [ \"x\" ]\n", SIO_PACKET_EVENT, "/", NULL, " [ \"x\" ]\n", 0 },
    { "501-[\"x\"]", SIO_PACKET_BINARY_EVENT, "/", NULL, "[\"x\"]", 1 },
    { "51024-[\"x\"]", SIO_PACKET_BINARY_EVENT, "/", NULL, "[\"x\"]", 1024 },
    { "2[5]", SIO_PACKET_EVENT, "/", NULL, "[5]", 0 },
    { "2/日本,[\"x\"]", SIO_PACKET_EVENT, "/日本", NULL, "[\"x\"]", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lenient); i++)
    assert_vector (&lenient[i], EIO_PROTOCOL_4);
}

/* Protocol 4: errors are bare, and its servers say for themselves which names they use. */
static void
test_parse_revision_3 (void)
{
  static const Vector old[] = {
    { "4/no,\"Invalid namespace\"", SIO_PACKET_CONNECT_ERROR, "/no", NULL, "\"Invalid namespace\"", 0 },
    { "4\"Authentication error\"", SIO_PACKET_CONNECT_ERROR, "/", NULL, "\"Authentication error\"", 0 },
    { "4[1]", SIO_PACKET_CONNECT_ERROR, "/", NULL, "[1]", 0 },
    { "4", SIO_PACKET_CONNECT_ERROR, "/", NULL, NULL, 0 },
    { "0/foo?a=b,", SIO_PACKET_CONNECT, "/foo", NULL, NULL, 0 },
    { "2[\"connect\"]", SIO_PACKET_EVENT, "/", NULL, "[\"connect\"]", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (old); i++)
    assert_vector (&old[i], EIO_PROTOCOL_3);
}

static void
test_malformed (void)
{
  static const char *const bad[] = {
    "",
    "7",
    "9[\"x\"]",
    "a",
    " 2[\"x\"]",
    "-1",
    "[\"x\"]",
    "0[]",
    "0\"x\"",
    "0null",
    "0 ",
    "0{\"sid\":\"x\"",
    "1{}",
    "1[]",
    "1null",
    "1/admin,{}",
    "2",
    "2/admin,",
    "2/admin",
    "212",
    "2[]",
    "2{}",
    "2\"x\"",
    "2null",
    "2[null]",
    "2[true]",
    "2[[\"x\"]]",
    "2[{}]",
    "2[\"x\"",
    "2[\"x\"]]",
    "2[\"x\"]x",
    "2[\"x\",]",
    "2x[\"x\"]",
    "2-[\"x\"]",
    "21.5[\"x\"]",
    "2admin,[\"x\"]",
    "2,[\"x\"]",
    "2/admin[\"x\"]",
    "2/admin,x[\"x\"]",
    "2999999999999999999999[\"x\"]",
    "2[\"connect\"]",
    "2[\"connect_error\"]",
    "2[\"disconnect\"]",
    "2[\"disconnecting\"]",
    "2[\"newListener\"]",
    "2[\"removeListener\"]",
    "2[\"conn\\u0065ct\"]",
    "3",
    "31",
    "31{}",
    "31\"x\"",
    "31null",
    "4",
    "4[]",
    "4null",
    "45",
    "5",
    "5[\"x\"]",
    "5-[\"x\"]",
    "50-[\"x\"]",
    "500-[\"x\"]",
    "51[\"x\"]",
    "51",
    "51-",
    "51-[]",
    "51-{}",
    "5-1-[\"x\"]",
    "51.5-[\"x\"]",
    "5x-[\"x\"]",
    "5 1-[\"x\"]",
    "51025-[\"x\"]",
    "599999999999999999999999999-[\"x\"]",
    "54294967297-[\"x\"]",
    "51-[{\"_placeholder\":true,\"num\":0}]",
    "51-[\"connect\",{\"_placeholder\":true,\"num\":0}]",
    "60-[]",
    "61-{}",
    "61-",
    "2/\xff,[\"x\"]",
    "2[\"\xff\"]",
    "2/\xed\xa0\xbd,[\"x\"]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SioPacket) packet = parse (bad[i], -1, EIO_PROTOCOL_4, &error);

      if (packet != NULL)
        g_error ("accepted: %s", bad[i]);
      g_assert_nonnull (error);
      g_assert_true (error->domain == SIO_ERROR);
    }
  g_assert_null (parse ("2/a\0b,[\"x\"]", 11, EIO_PROTOCOL_4, NULL));
}

/* Every prefix of every vector: never a crash, and never a packet that says more than the text. */
static void
test_prefixes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    for (gsize length = 0; length < strlen (vectors[i].text); length++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (SioPacket) packet = parse (vectors[i].text, length, EIO_PROTOCOL_4, &error);

        g_assert_true ((packet == NULL) == (error != NULL));
      }
}

static void
test_write (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      const Vector *vector = &vectors[i];
      g_autoptr (SioArgs) args = vector->json ? sio_args_new_text (vector->json, -1, NULL) : NULL;
      g_autoptr (GBytes) text = NULL;

      if (vector->n_attachments > 0)
        continue;
      text = sio_packet_to_text (vector->type, vector->nsp, vector->id, args);
      g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text), vector->text,
                       strlen (vector->text));
    }
}

static void
test_write_binary (void)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (SioArgs) args = NULL;
  g_autoptr (GBytes) event = NULL;
  g_autoptr (GBytes) ack = NULL;
  static const char event_text[] = "51-/a,7[\"e\",{\"_placeholder\":true,\"num\":0}]";
  static const char ack_text[] = "61-7[\"e\",{\"_placeholder\":true,\"num\":0}]";

  sio_writer_begin_array (writer);
  sio_writer_string (writer, "e", -1);
  sio_writer_binary (writer, bytes);
  args = sio_writer_finish (writer);
  event = sio_packet_to_text (SIO_PACKET_EVENT, "/a", "7", args);
  ack = sio_packet_to_text (SIO_PACKET_ACK, "/", "7", args);
  g_assert_cmpmem (g_bytes_get_data (event, NULL), g_bytes_get_size (event), event_text, strlen (event_text));
  g_assert_cmpmem (g_bytes_get_data (ack, NULL), g_bytes_get_size (ack), ack_text, strlen (ack_text));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packet/parse", test_parse);
  g_test_add_func ("/packet/parse-lenient", test_parse_lenient);
  g_test_add_func ("/packet/parse-revision-3", test_parse_revision_3);
  g_test_add_func ("/packet/malformed", test_malformed);
  g_test_add_func ("/packet/prefixes", test_prefixes);
  g_test_add_func ("/packet/write", test_write);
  g_test_add_func ("/packet/write-binary", test_write_binary);
  return g_test_run ();
}
