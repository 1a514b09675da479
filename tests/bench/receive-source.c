/* receive-source.c: a server that costs nothing: it does the handshakes, then writes frames made beforehand
 * as fast as the socket takes them, or at a given rate. One client at a time; prints {"port":N}, and ends
 * with its input. The query of the URL says what to send: size (75 or more), events, warm (before they
 * count), rate (per second).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MAGIC       "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
#define MAX_REQUEST 8192
#define SMALL       75

typedef struct
{
  guint size;
  guint events;
  guint warm;
  guint rate;
} Plan;

static gboolean
write_all (int fd, const void *data, gsize size)
{
  for (gsize done = 0; done < size;)
    {
      gssize n = write (fd, (const char *) data + done, size - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      done += n;
    }
  return TRUE;
}

static gboolean
read_all (int fd, void *data, gsize size)
{
  for (gsize done = 0; done < size;)
    {
      gssize n = read (fd, (char *) data + done, size - done);

      if (n <= 0)
        return FALSE;
      done += n;
    }
  return TRUE;
}

static void
append_frame (GByteArray *frames, const char *text, gsize size)
{
  guint8 head[4] = { 0x81, size, 0, 0 };

  if (size > 125)
    {
      head[1] = 126;
      head[2] = size >> 8;
      head[3] = size & 0xff;
    }
  g_byte_array_append (frames, head, size > 125 ? 4 : 2);
  g_byte_array_append (frames, (const guint8 *) text, size);
}

static gboolean
send_text (int fd, const char *text)
{
  g_autoptr (GByteArray) frame = g_byte_array_new ();

  append_frame (frame, text, strlen (text));
  return write_all (fd, frame->data, frame->len);
}

/* The text of the next frame, of at most 125 bytes, as all that is asked of the clients is. */
static gboolean
read_text (int fd, char text[126])
{
  guint8 head[6];
  guint size;

  if (!read_all (fd, head, sizeof head))
    return FALSE;
  size = head[1] & 0x7f;
  if (size > 125 || !read_all (fd, text, size))
    return FALSE;
  for (guint i = 0; i < size; i++)
    text[i] ^= head[2 + i % 4];
  text[size] = '\0';
  return TRUE;
}

static gboolean
wait_for_text (int fd, const char *wanted)
{
  char text[126];

  while (read_text (fd, text))
    if (strstr (text, wanted) != NULL)
      return TRUE;
  return FALSE;
}

static void
append_rows (GString *text, guint i, guint n)
{
  g_string_append (text, ",\"rows\":[");
  for (guint row = 0; row < n; row++)
    g_string_append_printf (
        text,
        "%s{\"user\":\"person-%u\",\"text\":\"A line of chat with a \\\"quote\\\", a few words more, "
        "and “ünï”\",\"ok\":true,\"n\":%u}",
        row > 0 ? "," : "", 10 + (i + row) % 90, 10000 + i + row);
  g_string_append_c (text, ']');
}

static void
append_tick (GByteArray *frames, guint i, guint size)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "42[\"tick\",{\"id\":%u,\"name\":\"s-%u\",\"value\":%u.25,\"at\":1700000000000",
                   100000 + i, 1000 + i % 9000, 1000 + i % 9000);
  if (size > SMALL)
    append_rows (text, i, (size - 84) / 120);
  g_string_append (text, "}]");
  append_frame (frames, text->str, text->len);
}

static GByteArray *
make_ticks (guint n, guint size)
{
  GByteArray *frames = g_byte_array_new ();

  for (guint i = 0; i < n; i++)
    append_tick (frames, i, size);
  return frames;
}

static gboolean
send_paced (int fd, const Plan *plan)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < plan->events; i++)
    {
      g_autoptr (GByteArray) frame = g_byte_array_new ();
      gint64 wait = start + (gint64) i * G_USEC_PER_SEC / plan->rate - g_get_monotonic_time ();

      append_tick (frame, i, plan->size);
      if (wait > 0)
        g_usleep (wait);
      if (!write_all (fd, frame->data, frame->len))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_request (int fd, char *request)
{
  gsize size = 0;

  while (size < MAX_REQUEST)
    {
      gssize n = read (fd, request + size, MAX_REQUEST - size);

      if (n <= 0)
        return FALSE;
      size += n;
      request[size] = '\0';
      if (strstr (request, "\r\n\r\n") != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
answer_handshake (int fd, const char *request)
{
  const char *key = strcasestr (request, "\r\nSec-WebSocket-Key:");
  g_autoptr (GChecksum) sha1 = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char *accept = NULL;
  g_autofree char *answer = NULL;
  guint8 digest[20];
  gsize length = sizeof digest;

  if (key == NULL)
    return FALSE;
  key = strchr (key, ':') + 1;
  key += strspn (key, " ");
  g_checksum_update (sha1, (const guchar *) key, strcspn (key, " \r"));
  g_checksum_update (sha1, (const guchar *) MAGIC, -1);
  g_checksum_get_digest (sha1, digest, &length);
  accept = g_base64_encode (digest, length);
  answer =
      g_strdup_printf ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Accept: %s\r\n\r\n",
                       accept);
  return write_all (fd, answer, strlen (answer));
}

static guint
get_number (const char *request, const char *name, guint fallback)
{
  const char *line_end = strchr (request, '\r');
  const char *found = strstr (request, name);

  return found != NULL && found < line_end ? (guint) atoi (found + strlen (name)) : fallback;
}

static gboolean
send_plan (int fd, const Plan *plan)
{
  g_autoptr (GByteArray) warm = make_ticks (plan->warm, plan->size);
  g_autoptr (GByteArray) frames = make_ticks (plan->rate > 0 ? 0 : plan->events, plan->size);

  if (!write_all (fd, warm->data, warm->len) || !send_text (fd, "42[\"begin\"]") || !wait_for_text (fd, "go"))
    return FALSE;
  return plan->rate > 0 ? send_paced (fd, plan) : write_all (fd, frames->data, frames->len);
}

static void
serve (int fd)
{
  char request[MAX_REQUEST + 1];
  char text[126];
  Plan plan;

  if (!read_request (fd, request) || !answer_handshake (fd, request))
    return;
  plan = (Plan){ .size = get_number (request, "size=", SMALL),
                 .events = get_number (request, "events=", 0),
                 .warm = get_number (request, "warm=", 0),
                 .rate = get_number (request, "rate=", 0) };
  if (send_text (fd, "0{\"sid\":\"source\",\"upgrades\":[],\"pingInterval\":250000,\"pingTimeout\":200000,"
                     "\"maxPayload\":100000000}") &&
      wait_for_text (fd, "40") && send_text (fd, "40{\"sid\":\"source-0\"}") && send_plan (fd, &plan) &&
      send_text (fd, "42[\"end\"]"))
    while (read_text (fd, text))
      ;
}

static gpointer
watch_input (gpointer unused)
{
  char byte;

  while (read (STDIN_FILENO, &byte, 1) > 0)
    ;
  exit (0);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  if (port == 0)
    {
      g_printerr ("receive-source: %s\n", error->message);
      return 1;
    }
  signal (SIGPIPE, SIG_IGN);
  g_thread_unref (g_thread_new ("input", watch_input, NULL));
  g_print ("{\"port\":%u}\n", port);
  for (;;)
    {
      g_autoptr (GSocketConnection) client = g_socket_listener_accept (listener, NULL, NULL, NULL);
      GSocket *socket;

      if (client == NULL)
        continue;
      socket = g_socket_connection_get_socket (client);
      g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
      fcntl (g_socket_get_fd (socket), F_SETFL, 0); /* GSocket never lets it block */
      serve (g_socket_get_fd (socket));
    }
}
