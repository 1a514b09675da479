/* cli-fixture.h: runs the built program as a process and looks at what it printed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  GSubprocess *process;
  char        *out;
  char        *err;
  int          status;
  gboolean     done;
} CliRun;

/* Starts it with INPUT on its stdin; words end with NULL. */
CliRun     *cli_run_start  (const char *input,
                            ...) G_GNUC_NULL_TERMINATED;
/* Waits for its end, with the deadline of every wait. */
void        cli_run_wait   (CliRun     *self);
void        cli_run_free   (CliRun     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliRun, cli_run_free)

guint       cli_run_count_lines (const char *text);
/* Every line of its output as JSON; a line that is none fails the test. */
GPtrArray  *cli_run_parse  (CliRun     *self); /* of JsonNode */
/* The N-th line whose "type" is TYPE; NULL when there are fewer. */
JsonObject *cli_run_find   (GPtrArray  *lines,
                            const char *type,
                            guint       n);
/* The status, and exactly one line on stderr. */
#define cli_run_assert_failed(run, expected_status)                                                                   \
  G_STMT_START                                                                                                        \
  {                                                                                                                   \
    if ((run)->status != (expected_status) || cli_run_count_lines ((run)->err) != 1)                                  \
      g_error ("status %d, stderr: %s", (run)->status, (run)->err);                                                   \
  }                                                                                                                   \
  G_STMT_END

G_END_DECLS
