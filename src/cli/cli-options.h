/* cli-options.h: what the commands share on their command line: how to connect, and how long and loud to run.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CLI_ERROR (cli_error_quark ())

typedef enum
{
  CLI_ERROR_USAGE,
} CliError;

GQuark cli_error_quark (void);

/* Numbers are -1 where the option was not given. Text is UTF-8, checked. */
typedef struct
{
  /* connecting */
  GStrv    namespaces;
  char    *auth;
  GStrv    query;   /* "name=value" */
  GStrv    headers; /* "name: value" */
  char    *path;
  GStrv    transports;
  gboolean no_upgrade;
  char    *protocol;
  char    *parser;
  char    *ca_file;
  char    *client_cert;
  char    *client_key;
  gboolean insecure;
  char    *proxy;
  gint64   timeout;
  gboolean no_reconnect;
  gint64   reconnect_attempts;
  gint64   reconnect_delay;
  gint64   reconnect_delay_max;
  double   jitter;
  gint64   retries;
  gint64   ack_timeout;
  gint64   max_payload;

  /* running */
  GStrv    events;
  gint64   count;
  double   seconds; /* --for */
  GStrv    emits;
  gboolean stdin_commands;
  gboolean packets;
  gboolean json;

  /* of single commands */
  gboolean ack;
  char    *url;
  GStrv    inputs; /* "name=value" */
  GStrv    sends;  /* "room=text" */
  GStrv    joins;
  gint64   messages;
  double   interval;
  char    *replay;
  double   speed;
  gint64   port;
  gint64   seed;
  char    *dashboard;

  gboolean help;
  gboolean version;
  GStrv    rest; /* never NULL */
} CliOptions;

typedef enum
{
  CLI_OPTIONS_CONNECT = 1 << 0,
  CLI_OPTIONS_RUN = 1 << 1,
  CLI_OPTIONS_FOR = 1 << 2, /* --for, --count and --json of CLI_OPTIONS_RUN only */
  CLI_OPTIONS_EMIT = 1 << 3,
  CLI_OPTIONS_WATCH = 1 << 4,
  CLI_OPTIONS_SERVE = 1 << 5,
  CLI_OPTIONS_REPLAY = 1 << 6, /* --replay and --speed */
  CLI_OPTIONS_SPEED = 1 << 7,
  CLI_OPTIONS_WINDOW = 1 << 8, /* of the window on a recording */
} CliOptionGroups;

/* ARGV[0] is the command. NULL without an error: --help or --version was asked for, and printed. */
CliOptions *cli_options_parse  (char           **argv,
                                CliOptionGroups  groups,
                                const char      *parameters,
                                const char      *summary,
                                GError         **error);
void        cli_options_free   (CliOptions      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliOptions, cli_options_free)

/* Exactly MIN to MAX words after the options (MAX 0: any number); WHAT says which, for the error. */
gboolean    cli_options_expect (CliOptions      *self,
                                guint            min,
                                guint            max,
                                const char      *what,
                                GError         **error);
/* Whether --event lets an event of this name through. */
gboolean    cli_options_passes (const CliOptions *self,
                                const char       *event);

G_END_DECLS
