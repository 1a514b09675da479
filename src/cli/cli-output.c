/* cli-output.c: one line for each thing that happens: JSON Lines, or for people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "cli-output.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "cli-json.h"

#define DIM       "2"
#define RED       "31"
#define GREEN     "32"
#define YELLOW    "33"
#define BOLD_CYAN "1;36"

void
cli_output_init (CliOutput *self, gboolean json)
{
  self->json = json;
  self->clock = NULL;
  self->color = !json && isatty (STDOUT_FILENO) && g_getenv ("NO_COLOR") == NULL;
}

/* GIO ignores SIGPIPE, for the sake of its sockets. Where nobody reads the lines any more ("| head -1") there is nothing
 * left to do, so the signal is raised after all, and the shell sees what it sees of every other program. */
static void
end_with_the_reader (void)
{
  signal (SIGPIPE, SIG_DFL);
  raise (SIGPIPE);
}

void
cli_output_line (const char *line)
{
  gboolean written = fputs (line, stdout) != EOF && fputc ('\n', stdout) != EOF && fflush (stdout) == 0;

  if (!written && errno == EPIPE)
    end_with_the_reader ();
}

void
cli_output_complain (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  for (char *c = message; *c; c++)
    if (*c == '\n')
      *c = ' ';
  fprintf (stderr, "telltale: %s\n", message);
  fflush (stderr);
}

static void
begin (CliJson *json, const char *type, gint64 time_ms)
{
  cli_json_init (json);
  cli_json_open (json, '{');
  cli_json_key_int (json, "t", time_ms);
  cli_json_key_string (json, "type", type);
}

static gint64
get_now (CliOutput *self)
{
  return self->clock ? eio_clock_get_wall (self->clock) / 1000 : g_get_real_time () / 1000;
}

static void
begin_now (CliOutput *self, CliJson *json, const char *type)
{
  begin (json, type, get_now (self));
}

static void
end (CliJson *json)
{
  cli_json_close (json, '}');
  cli_output_line (json->text->str);
  cli_json_clear (json);
}

/* "12:00:01.123 WORD  rest", the word in COLOR. What others send must not drive the terminal, so control
 * characters go. */
static void
print (CliOutput *self, gint64 time_ms, const char *color, const char *word, const char *rest)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_ms / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *clock = g_date_time_format (local, "%H:%M:%S");
  g_autofree char *line =
      self->color
          ? g_strdup_printf ("%s.%03d \033[%sm%s\033[0m %s", clock, (int) (time_ms % 1000), color, word, rest)
          : g_strdup_printf ("%s.%03d %s %s", clock, (int) (time_ms % 1000), word, rest);

  cli_output_line (line);
}

static void
clean (GString *text)
{
  g_autoptr (GString) out = g_string_sized_new (text->len);

  for (const char *p = text->str; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c))
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_unichar (out, c);
    }
  g_string_assign (text, out->str);
}

static void G_GNUC_PRINTF (5, 6)
    say (CliOutput *self, gint64 time_ms, const char *color, const char *word, const char *format, ...)
{
  g_autoptr (GString) rest = g_string_new (NULL);
  va_list args;

  va_start (args, format);
  g_string_vprintf (rest, format, args);
  va_end (args);
  clean (rest);
  print (self, time_ms ? time_ms : get_now (self), color, word, rest->str);
}

void
cli_output_open (CliOutput *self, EioTransportKind kind, const char *sid)
{
  const char *transport = eio_transport_kind_to_string (kind);
  CliJson json;

  if (!self->json)
    {
      say (self, 0, DIM, "open", "%s, session %s", transport, sid);
      return;
    }
  begin_now (self, &json, "open");
  cli_json_key_string (&json, "transport", transport);
  cli_json_key_string (&json, "sid", sid);
  end (&json);
}

void
cli_output_upgrade (CliOutput *self, EioTransportKind kind)
{
  CliJson json;

  if (!self->json)
    {
      say (self, 0, DIM, "upgrade", "%s", eio_transport_kind_to_string (kind));
      return;
    }
  begin_now (self, &json, "upgrade");
  cli_json_key_string (&json, "transport", eio_transport_kind_to_string (kind));
  end (&json);
}

/* The lines that are a type and a message. */
static void
output_message (CliOutput *self, const char *type, const char *message)
{
  CliJson json;

  if (!self->json)
    {
      say (self, 0, YELLOW, type, "%s", message);
      return;
    }
  begin_now (self, &json, type);
  cli_json_key_string (&json, "message", message);
  end (&json);
}

void
cli_output_upgrade_error (CliOutput *self, const GError *error)
{
  output_message (self, "upgrade_error", error ? error->message : "The upgrade failed");
}

void
cli_output_connect (CliOutput *self, const char *nsp, const char *sid, gboolean recovered)
{
  CliJson json;

  if (!self->json)
    {
      say (self, 0, GREEN, "connect", "%s%s", nsp, recovered ? " (recovered)" : "");
      return;
    }
  begin_now (self, &json, "connect");
  cli_json_key_string (&json, "nsp", nsp);
  cli_json_key_string (&json, "sid", sid);
  cli_json_key_boolean (&json, "recovered", recovered);
  end (&json);
}

static void
say_event (CliOutput *self, SioEvent *event)
{
  g_autoptr (GString) rest = g_string_new (NULL);

  if (!g_str_equal (sio_event_get_nsp (event), "/"))
    g_string_append_printf (rest, "%s ", sio_event_get_nsp (event));
  g_string_append (rest, sio_event_get_name (event));
  for (guint i = 0; i < sio_event_get_n_args (event); i++)
    {
      g_string_append_c (rest, ' ');
      sio_value_append_json (sio_event_get_arg (event, i), rest);
    }
  if (sio_event_get_ack_id (event))
    g_string_append_printf (rest, " (wants answer %s)", sio_event_get_ack_id (event));
  clean (rest);
  print (self, sio_event_get_time (event) / 1000, BOLD_CYAN, "event", rest->str);
}

/* The server's digits; those that no JSON number may have, 007, as text. */
static void
add_ack_id (CliJson *json, const char *id)
{
  if (id[0] == '0' && id[1] != '\0')
    cli_json_string (json, id);
  else
    cli_json_raw (json, id, strlen (id));
}

void
cli_output_event (CliOutput *self, SioEvent *event)
{
  const char *ack = sio_event_get_ack_id (event);
  CliJson json;

  if (!self->json)
    {
      say_event (self, event);
      return;
    }
  begin (&json, "event", sio_event_get_time (event) / 1000);
  cli_json_key_string (&json, "nsp", sio_event_get_nsp (event));
  cli_json_key (&json, "args");
  cli_json_value (&json, sio_args_get_root (sio_event_get_args (event)));
  if (ack)
    {
      cli_json_key (&json, "ack");
      add_ack_id (&json, ack);
    }
  end (&json);
}

static void
say_ack (CliOutput *self, const char *id, SioArgs *answer, const char *message)
{
  g_autoptr (GString) rest = g_string_new (id);

  g_string_append_c (rest, ' ');
  if (answer)
    sio_value_append_json (sio_args_get_root (answer), rest);
  else
    g_string_append (rest, message);
  clean (rest);
  print (self, get_now (self), answer ? GREEN : RED, "ack", rest->str);
}

void
cli_output_ack (CliOutput *self, const char *id, SioArgs *answer, const char *message)
{
  CliJson json;

  if (!self->json)
    {
      say_ack (self, id, answer, message);
      return;
    }
  begin_now (self, &json, "ack");
  cli_json_key (&json, "id");
  cli_json_raw (&json, id, strlen (id));
  cli_json_key (&json, answer ? "args" : "error");
  if (answer)
    cli_json_value (&json, sio_args_get_root (answer));
  else
    cli_json_string (&json, message);
  end (&json);
}

void
cli_output_connect_error (CliOutput *self, const char *nsp, const char *message, SioArgs *payload)
{
  SioValue root = payload ? sio_args_get_root (payload) : SIO_VALUE_INIT_MISSING;
  SioValue data = sio_value_get_member (root, "data", -1);
  CliJson json;

  if (!self->json)
    {
      say (self, 0, RED, "connect_error", "%s %s", nsp, message);
      return;
    }
  begin_now (self, &json, "connect_error");
  cli_json_key_string (&json, "nsp", nsp);
  cli_json_key_string (&json, "message", message);
  if (!sio_value_is_missing (data))
    {
      cli_json_key (&json, "data");
      cli_json_value (&json, data);
    }
  end (&json);
}

void
cli_output_disconnect (CliOutput *self, const char *nsp, SioDisconnectReason reason, gboolean reconnects)
{
  const char *text = sio_disconnect_reason_to_string (reason);
  CliJson json;

  if (!self->json)
    {
      say (self, 0, YELLOW, "disconnect", "%s %s", nsp, text);
      return;
    }
  begin_now (self, &json, "disconnect");
  cli_json_key_string (&json, "nsp", nsp);
  cli_json_key_string (&json, "reason", text);
  cli_json_key_boolean (&json, "reconnects", reconnects);
  end (&json);
}

void
cli_output_reconnect_attempt (CliOutput *self, guint attempt, guint delay_ms)
{
  CliJson json;

  if (!self->json)
    {
      say (self, 0, DIM, "reconnect_attempt", "%u in %u ms", attempt, delay_ms);
      return;
    }
  begin_now (self, &json, "reconnect_attempt");
  cli_json_key_int (&json, "attempt", attempt);
  cli_json_key_int (&json, "delay", delay_ms);
  end (&json);
}

void
cli_output_reconnect (CliOutput *self, guint attempt)
{
  CliJson json;

  if (!self->json)
    {
      say (self, 0, GREEN, "reconnect", "after %u", attempt);
      return;
    }
  begin_now (self, &json, "reconnect");
  cli_json_key_int (&json, "attempt", attempt);
  end (&json);
}

void
cli_output_reconnect_error (CliOutput *self, const char *message)
{
  output_message (self, "reconnect_error", message);
}

void
cli_output_reconnect_failed (CliOutput *self)
{
  CliJson json;

  if (!self->json)
    {
      say (self, 0, RED, "reconnect_failed", "%s", "");
      return;
    }
  begin_now (self, &json, "reconnect_failed");
  end (&json);
}

/* The packet as it is on a WebSocket: text with its type digit, binary as {"$binary"}. */
static void
add_packet_data (CliJson *json, const EioPacket *packet)
{
  gsize length;
  const char *bytes = g_bytes_get_data (packet->data, &length);
  g_autoptr (GString) text = NULL;
  g_autofree char *base64 = NULL;

  if (packet->binary)
    {
      base64 = g_base64_encode ((const guchar *) bytes, length);
      cli_json_open (json, '{');
      cli_json_key_string (json, "$binary", base64);
      cli_json_close (json, '}');
      return;
    }
  text = g_string_new (NULL);
  g_string_append_printf (text, "%d", (int) packet->type);
  g_string_append_len (text, bytes, length);
  cli_json_chars (json, text->str, text->len);
}

void
cli_output_packet (CliOutput *self, EioDirection direction, const EioPacket *packet)
{
  const char *word = direction == EIO_DIRECTION_IN ? "in" : "out";
  CliJson json;

  begin_now (self, &json, "packet");
  cli_json_key_string (&json, "direction", word);
  cli_json_key (&json, "data");
  if (self->json)
    {
      add_packet_data (&json, packet);
      end (&json);
      return;
    }
  g_string_truncate (json.text, 0);
  json.comma = FALSE;
  add_packet_data (&json, packet);
  say (self, 0, DIM, direction == EIO_DIRECTION_IN ? "<" : ">", "%s", json.text->str);
  cli_json_clear (&json);
}
