/* cli-main.c: the table of commands without a window.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "config.h"

#include "cli-main.h"

#include "cli-commands.h"
#include "cli-output.h"

typedef struct
{
  const char *name;
  int (*run) (char **argv);
} Command;

static const Command commands[] = {
  { "listen", cli_listen }, { "emit", cli_emit },   { "watch", cli_watch },
  { "record", cli_record }, { "serve", cli_serve },
};

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

  cli_output_complain ("%s", owned->message);
  return CLI_EXIT_USAGE;
}

/**
 * cli_is_command:
 * @argc: the number of arguments
 * @argv: the program's arguments
 *
 * Returns: whether the first one names a command that needs no window
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
 *
 * Returns: the exit status
 */
int
cli_main (int argc, char **argv)
{
  const Command *command = find_command (argc, argv);

  g_return_val_if_fail (command != NULL, CLI_EXIT_USAGE);
  return command->run (argv + 1);
}
