/* cli-listen-private.h: what listening and its stdin commands share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-connect.h"
#include "cli-loop.h"
#include "cli-output.h"

G_BEGIN_DECLS

typedef struct
{
  CliOptions *options; /* owned */
  CliOutput   output;
  CliLoop    *loop;    /* owned */
  SioClient  *client;  /* owned */
  char       *host;    /* for sentences */
  GStrv       namespaces;
  GHashTable *hooked;  /* of SioNamespace that are listened to */
  GPtrArray  *emits;   /* of SioArgs, on every connect */
  gint64      count;   /* events so far */
  gboolean    was_connected;
  gboolean    command_failed;
} CliListen;

/* Listens to the namespace from now on; it is not connected by that. Borrowed. */
SioNamespace *cli_listen_get_namespace (CliListen  *self,
                                        const char *nsp);
/* Ends with STATUS and one sentence. */
void          cli_listen_fail          (CliListen  *self,
                                        int         status,
                                        const char *sentence);

/* With --replay: whether the other options go with it, and then all of it; gives the exit status. */
gboolean      cli_listen_check_replay  (const CliOptions *options,
                                        GError          **error);
int           cli_listen_replay        (const CliOptions *options);

G_END_DECLS
