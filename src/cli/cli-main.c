/* cli-main.c: the table of commands without a window.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "config.h"

#include "cli-main.h"

#include "cli-commands.h"
#include "cli-output.h"

/* In columns, as a terminal shows them. */
#define USAGE_WIDTH 26

typedef int (*RunFunc) (char **argv);

typedef struct
{
  const char *name;
  RunFunc run; /* NULL: replay, which ends in a window */
  const char *parameters;
  const char *summary; /* NULL: not listed by --help */
} Command;

static int print_help (char **argv);
static int print_version (char **argv);

static const Command commands[] = {
  { "listen", cli_listen, "URL", "print what arrives" },
  { "emit", cli_emit, "URL EVENT [ARG…]", "send one event; ARG is JSON, or text if it is no JSON" },
  { "watch", cli_watch, "FILE|URL", "run a dashboard without a window, print the state it reaches" },
  { "record", cli_record, "URL FILE", "keep every packet, with times" },
  { "replay", NULL, "FILE", "open a window on a recording (also: listen, watch)" },
  { "serve", cli_serve, "", "the embedded demo server alone" },
  { "--help", print_help, NULL, NULL },
  { "-h", print_help, NULL, NULL },
  { "--version", print_version, NULL, NULL },
};

static void
print_command (const Command *command)
{
  g_autofree char *usage = g_strdup_printf ("%s %s", command->name, command->parameters);
  int padding = USAGE_WIDTH - (int) g_utf8_strlen (usage, -1);
  g_autofree char *line = g_strdup_printf ("  %s%*s%s", usage, padding, "", command->summary);

  cli_output_line (line);
}

static int
print_help (char **argv)
{
  cli_output_line ("Usage:\n"
                   "  telltale [OPTION…] [URL | FILE…]    open a window on servers and dashboards\n"
                   "  telltale COMMAND [OPTION…] …        work without one\n"
                   "\n"
                   "Options:\n"
                   "  --demo                    start the embedded demo server and open its dashboard\n"
                   "  --new-window              open another window\n"
                   "  --help                    print this\n"
                   "  --version                 print the version\n"
                   "\n"
                   "Commands (telltale COMMAND --help tells more):");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].summary)
      print_command (&commands[i]);
  return CLI_EXIT_OK;
}

static int
print_version (char **argv)
{
  cli_output_line ("telltale " TELL_VERSION);
  return CLI_EXIT_OK;
}

static const Command *
find_command (int argc, char **argv)
{
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (argv[1], commands[i].name) == 0)
      return &commands[i];
  return NULL;
}

int
cli_fail_usage (GError *error)
{
  g_autoptr (GError) owned = error;

  if (owned == NULL)
    return CLI_EXIT_OK; /* help was asked for */
  cli_output_complain ("%s", owned->message);
  return CLI_EXIT_USAGE;
}

/**
 * cli_is_command:
 * @argc: the number of arguments
 * @argv: the program's arguments
 *
 * Returns: whether the first one names a command that needs no window, or asks for help or the version
 */
gboolean
cli_is_command (int argc, char **argv)
{
  return find_command (argc, argv) != NULL;
}

/**
 * cli_main:
 * @argc: the number of arguments
 * @argv: the program's arguments; cli_is_command () holds
 * @window: (out) (nullable): the command line of a window that has to open now
 *
 * Returns: the exit status, if there is no @window
 */
int
cli_main (int argc, char **argv, GStrv *window)
{
  const Command *command = find_command (argc, argv);
  int status = CLI_EXIT_OK;

  *window = NULL;
  g_return_val_if_fail (command != NULL, CLI_EXIT_USAGE);
  if (command->run == NULL)
    {
      *window = cli_replay (argv + 1, &status);
      return status;
    }
  return command->run (argv + 1);
}
