/* cli-options.c: what the commands share on their command line: how to connect, and how long and loud to run.
 * Everything is read as bytes and checked to be UTF-8 here, so that no locale can get in the way.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "config.h"

#include "cli-options.h"

#include <math.h>

#define TEXT   G_OPTION_ARG_FILENAME
#define LIST   G_OPTION_ARG_FILENAME_ARRAY
#define FLAG   G_OPTION_ARG_NONE
#define NUMBER G_OPTION_ARG_INT64
#define REAL   G_OPTION_ARG_CALLBACK

/* Where the callback of real numbers puts them; parsing is over before it changes. */
static CliOptions *parsing;

G_DEFINE_QUARK (cli_error, cli_error)

void
cli_options_free (CliOptions *self)
{
  char **texts[] = { &self->auth,    &self->path,        &self->protocol,   &self->parser,
                     &self->ca_file, &self->client_cert, &self->client_key, &self->proxy,
                     &self->url,     &self->replay,      &self->dashboard };
  GStrv *lists[] = { &self->namespaces, &self->query,  &self->headers, &self->transports, &self->events,
                     &self->emits,      &self->inputs, &self->sends,   &self->joins,      &self->rest };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_strfreev (*lists[i]);
  g_free (self);
}

static CliOptions *
options_new (void)
{
  CliOptions *self = g_new0 (CliOptions, 1);
  gint64 *numbers[] = { &self->timeout,
                        &self->reconnect_attempts,
                        &self->reconnect_delay,
                        &self->retries,
                        &self->reconnect_delay_max,
                        &self->ack_timeout,
                        &self->max_payload,
                        &self->count,
                        &self->messages,
                        &self->port,
                        &self->seed };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    *numbers[i] = -1;
  self->jitter = self->seconds = self->interval = self->speed = -1;
  return self;
}

static gboolean
read_real (const char *name, const char *text, gpointer data, GError **error)
{
  struct
  {
    const char *name;
    double *place;
  } reals[] = { { "--for", &parsing->seconds },
                { "--jitter", &parsing->jitter },
                { "--interval", &parsing->interval },
                { "--speed", &parsing->speed } };
  char *end = NULL;
  double value = g_ascii_strtod (text, &end);

  if (*text == '\0' || *end != '\0' || !isfinite (value) || value < 0)
    {
      g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "%s: expected a number, found “%s”", name, text);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (reals); i++)
    if (g_str_equal (reals[i].name, name))
      *reals[i].place = value;
  return TRUE;
}

static void
add_connect (GOptionContext *context, CliOptions *o)
{
  const GOptionEntry entries[] = {
    { "namespace", 0, 0, LIST, &o->namespaces, "Connect to this namespace (repeatable)", "NSP" },
    { "auth", 0, 0, TEXT, &o->auth, "What to sign in with", "JSON" },
    { "query", 0, 0, LIST, &o->query, "Add to the handshake's query (repeatable)", "K=V" },
    { "header", 0, 0, LIST, &o->headers, "Send this header (repeatable)", "'K: V'" },
    { "path", 0, 0, TEXT, &o->path, "The request path (/socket.io/)", "PATH" },
    { "transport", 0, 0, LIST, &o->transports, "polling or websocket (repeatable, in order)", "NAME" },
    { "no-upgrade", 0, 0, FLAG, &o->no_upgrade, "Stay on the first transport", NULL },
    { "protocol", 0, 0, TEXT, &o->protocol, "Engine.IO revision: auto, 4 or 3", "REVISION" },
    { "parser", 0, 0, TEXT, &o->parser, "json or msgpack", "NAME" },
    { "ca-file", 0, 0, TEXT, &o->ca_file, "Trust the authorities in this file", "FILE" },
    { "client-cert", 0, 0, TEXT, &o->client_cert, "Show this certificate", "FILE" },
    { "client-key", 0, 0, TEXT, &o->client_key, "The key of the certificate", "FILE" },
    { "insecure", 0, 0, FLAG, &o->insecure, "Accept any certificate", NULL },
    { "proxy", 0, 0, TEXT, &o->proxy, "Go through this proxy", "URL" },
    { "timeout", 0, 0, NUMBER, &o->timeout, "How long connecting may take (20000)", "MS" },
    { "no-reconnect", 0, 0, FLAG, &o->no_reconnect, "Do not come back after a drop", NULL },
    { "reconnect-attempts", 0, 0, NUMBER, &o->reconnect_attempts, "Give up after so many", "N" },
    { "reconnect-delay", 0, 0, NUMBER, &o->reconnect_delay, "The first delay (1000)", "MS" },
    { "reconnect-delay-max", 0, 0, NUMBER, &o->reconnect_delay_max, "The longest delay (5000)", "MS" },
    { "jitter", 0, 0, REAL, read_real, "How much delays vary, 0 to 1 (0.5)", "F" },
    { "retries", 0, 0, NUMBER, &o->retries, "Send again without an answer, so often", "N" },
    { "ack-timeout", 0, 0, NUMBER, &o->ack_timeout, "How long an answer may take", "MS" },
    { "max-payload", 0, 0, NUMBER, &o->max_payload, "The largest message to accept", "BYTES" },
    { NULL },
  };
  g_autoptr (GOptionGroup) group =
      g_option_group_new ("connect", "Connecting:", "Show the options of the connection", NULL, NULL);

  g_option_group_add_entries (group, entries);
  g_option_context_add_group (context, g_steal_pointer (&group));
}

static void
add_run (GOptionContext *context, CliOptions *o)
{
  const GOptionEntry entries[] = {
    { "event", 0, 0, LIST, &o->events, "Only these events, * for any text (repeatable)", "NAME" },
    { "emit", 0, 0, LIST, &o->emits, "Send this on every connect (repeatable)", "'[\"EVENT\",ARG…]'" },
    { "stdin", 0, 0, FLAG, &o->stdin_commands, "Read commands, one JSON object a line", NULL },
    { "packets", 0, 0, FLAG, &o->packets, "The raw packets too", NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static void
add_for (GOptionContext *context, CliOptions *o)
{
  const GOptionEntry entries[] = {
    { "count", 0, 0, NUMBER, &o->count, "Stop after so many events", "N" },
    { "for", 0, 0, REAL, read_real, "Stop after this time", "SECONDS" },
    { "json", 0, 0, FLAG, &o->json, "JSON Lines instead of text", NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static void
add_emit (GOptionContext *context, CliOptions *o)
{
  const GOptionEntry entries[] = {
    { "ack", 0, 0, FLAG, &o->ack, "Wait for the answer and print its arguments as a JSON array", NULL },
    { "json", 0, 0, FLAG, &o->json, "The answer is JSON anyway", NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static void
add_watch (GOptionContext *context, CliOptions *o)
{
  const GOptionEntry entries[] = {
    { "url", 0, 0, TEXT, &o->url, "Connect to this server instead of the document's", "URL" },
    { "input", 0, 0, LIST, &o->inputs, "Answer what the document asks (repeatable)", "NAME=VALUE" },
    { "join", 0, 0, LIST, &o->joins, "Join this room (repeatable)", "ROOM" },
    { "send", 0, 0, LIST, &o->sends, "Send a chat message (repeatable)", "ROOM=TEXT" },
    { "messages", 0, 0, NUMBER, &o->messages, "Print only the last ones of each room", "N" },
    { "interval", 0, 0, REAL, read_real, "Print the state each so many seconds", "S" },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static void
add_replay (GOptionContext *context, CliOptions *o)
{
  const GOptionEntry entries[] = {
    { "replay", 0, 0, TEXT, &o->replay, "Take a recording instead of a server", "RECORDING" },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static void
add_speed (GOptionContext *context, CliOptions *o)
{
  const GOptionEntry entries[] = {
    { "speed", 0, 0, REAL, read_real, "How fast to replay; 1 is real time, 0 as fast as it can", "F" },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static void
add_window (GOptionContext *context, CliOptions *o)
{
  const GOptionEntry entries[] = {
    { "dashboard", 0, 0, TEXT, &o->dashboard, "Run this document on it, not the ready one that fits",
      "FILE" },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static void
add_serve (GOptionContext *context, CliOptions *o)
{
  const GOptionEntry entries[] = {
    { "port", 0, 0, NUMBER, &o->port, "Listen on this port (any free one)", "PORT" },
    { "seed", 0, 0, NUMBER, &o->seed, "Makes the people and numbers repeatable", "N" },
    { "dashboard", 0, 0, TEXT, &o->dashboard, "Write the server's dashboard document there", "FILE" },
    { "for", 0, 0, REAL, read_real, "Stop after this time", "SECONDS" },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static gboolean
usage_error (GError **error, const char *format, const char *text)
{
  g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, format, text);
  return FALSE;
}

static gboolean
check_numbers (CliOptions *self, GError **error)
{
  const struct
  {
    const char *name;
    gint64 value;
    gint64 max;
  } numbers[] = {
    { "--timeout", self->timeout, G_MAXINT },
    { "--reconnect-attempts", self->reconnect_attempts, G_MAXINT },
    { "--reconnect-delay", self->reconnect_delay, G_MAXINT },
    { "--reconnect-delay-max", self->reconnect_delay_max, G_MAXINT },
    { "--retries", self->retries, G_MAXINT },
    { "--ack-timeout", self->ack_timeout, G_MAXINT },
    { "--max-payload", self->max_payload, G_MAXINT64 },
    { "--count", self->count, G_MAXINT64 },
    { "--messages", self->messages, G_MAXINT },
    { "--port", self->port, 65535 },
    { "--seed", self->seed, G_MAXUINT32 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i].value < -1 || numbers[i].value > numbers[i].max)
      return usage_error (error, "%s: the number is out of range", numbers[i].name);
  if (self->jitter > 1)
    return usage_error (error, "%s: expected a number from 0 to 1", "--jitter");
  return TRUE;
}

static gboolean
check_utf8 (char **argv, GError **error)
{
  for (guint i = 0; argv[i]; i++)
    if (!g_utf8_validate (argv[i], -1, NULL))
      {
        g_autofree char *shown = g_utf8_make_valid (argv[i], -1);

        return usage_error (error, "An argument is no UTF-8: %s", shown);
      }
  return TRUE;
}

static void
add_groups (GOptionContext *context, CliOptions *o, CliOptionGroups groups)
{
  const GOptionEntry entries[] = {
    { "help", 0, 0, FLAG, &o->help, "Print this", NULL },
    { "version", 0, 0, FLAG, &o->version, "Print the version", NULL },
    { G_OPTION_REMAINING, 0, 0, LIST, &o->rest, NULL, NULL },
    { NULL },
  };

  if (groups & CLI_OPTIONS_RUN)
    add_run (context, o);
  if (groups & CLI_OPTIONS_FOR)
    add_for (context, o);
  if (groups & CLI_OPTIONS_EMIT)
    add_emit (context, o);
  if (groups & CLI_OPTIONS_WATCH)
    add_watch (context, o);
  if (groups & CLI_OPTIONS_REPLAY)
    add_replay (context, o);
  if (groups & CLI_OPTIONS_WINDOW)
    add_window (context, o);
  if (groups & (CLI_OPTIONS_REPLAY | CLI_OPTIONS_SPEED))
    add_speed (context, o);
  if (groups & CLI_OPTIONS_SERVE)
    add_serve (context, o);
  if (groups & CLI_OPTIONS_CONNECT)
    add_connect (context, o);
  g_option_context_add_main_entries (context, entries, NULL);
}

/* All groups in one: GOption's own --help would name those of a connection only behind --help-connect. */
static void
print_help (GOptionContext *context)
{
  g_autofree char *help = g_option_context_get_help (context, FALSE, NULL);

  g_print ("%s", help);
}

/* Asked before anything is read, so that it also answers to a line that is wrong. */
static gboolean
asks_for (char **argv, const char *option)
{
  for (guint i = 1; argv[i] && !g_str_equal (argv[i], "--"); i++)
    if (g_str_equal (argv[i], option))
      return TRUE;
  return FALSE;
}

/* No option is a digit, so that "-5" is a number and needs no "--" before it. GOption would not know: MARK hides it. */
#define MARK '\001'

static void
hide_negative_numbers (char **argv)
{
  for (guint i = 1; argv[i]; i++)
    if (argv[i][0] == '-' && (g_ascii_isdigit (argv[i][1])))
      {
        char *hidden = g_strdup_printf ("%c%s", MARK, argv[i]);

        g_free (argv[i]);
        argv[i] = hidden;
      }
}

static void
show_negative_numbers (char **words)
{
  for (guint i = 0; words[i]; i++)
    if (words[i][0] == MARK)
      memmove (words[i], words[i] + 1, strlen (words[i]));
}

/**
 * cli_options_parse:
 * @argv: the arguments, the command first
 * @groups: which options the command has
 * @parameters: what follows the options, for the help
 * @summary: what the command does
 * @error: %CLI_ERROR_USAGE, or a #GOptionError
 *
 * Returns: (transfer full) (nullable): the options; %NULL without an error when help or the version was asked for
 */
CliOptions *
cli_options_parse (char **argv,
                   CliOptionGroups groups,
                   const char *parameters,
                   const char *summary,
                   GError **error)
{
  g_autofree char *title = g_strconcat ("telltale ", argv[0], NULL);
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autoptr (CliOptions) self = options_new ();
  g_auto (GStrv) copy = g_strdupv (argv);

  if (!check_utf8 (argv, error))
    return NULL;
  g_set_prgname (title);
  g_option_context_set_summary (context, summary);
  g_option_context_set_help_enabled (context, FALSE);
  add_groups (context, self, groups);
  if (asks_for (argv, "--help") || asks_for (argv, "-h"))
    {
      print_help (context);
      return NULL;
    }
  if (asks_for (argv, "--version"))
    {
      g_print ("telltale %s\n", TELL_VERSION);
      return NULL;
    }
  parsing = self;
  hide_negative_numbers (copy);
  if (!g_option_context_parse_strv (context, &copy, error) || !check_numbers (self, error))
    return NULL;
  if (self->rest == NULL)
    self->rest = g_new0 (char *, 1);
  show_negative_numbers (self->rest);
  return g_steal_pointer (&self);
}

gboolean
cli_options_expect (CliOptions *self, guint min, guint max, const char *what, GError **error)
{
  guint n = g_strv_length (self->rest);

  if (n < min)
    return usage_error (error, "Expected %s", what);
  if (max > 0 && n > max)
    return usage_error (error, "Unexpected argument: %s", self->rest[max]);
  return TRUE;
}

/**
 * cli_options_passes:
 * @self: options
 * @event: an event's name
 *
 * Returns: whether --event lets it through: one of the globs, or there are none
 */
gboolean
cli_options_passes (const CliOptions *self, const char *event)
{
  for (guint i = 0; self->events && self->events[i]; i++)
    if (g_pattern_match_simple (self->events[i], event))
      return TRUE;
  return self->events == NULL;
}
