/* cli-output.h: one line for each thing that happens: JSON Lines, or for people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eio-clock.h"
#include "sio-client.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean json;
  gboolean color; /* the other one only */
  EioClock *clock; /* borrowed; NULL: the machine's */
} CliOutput;

void cli_output_init          (CliOutput           *self,
                               gboolean             json);
void cli_output_open          (CliOutput           *self,
                               EioTransportKind     kind,
                               const char          *sid);
void cli_output_upgrade       (CliOutput           *self,
                               EioTransportKind     kind);
void cli_output_upgrade_error (CliOutput           *self,
                               const GError        *error);
void cli_output_connect       (CliOutput           *self,
                               const char          *nsp,
                               const char          *sid,
                               gboolean             recovered);
void cli_output_event         (CliOutput           *self,
                               SioEvent            *event);
/* ID: the JSON text of the command's "id". ANSWER NULL: MESSAGE says why there is none. */
void cli_output_ack           (CliOutput           *self,
                               const char          *id,
                               SioArgs             *answer,
                               const char          *message);
/* PAYLOAD: what the server sent, nullable. */
void cli_output_connect_error (CliOutput           *self,
                               const char          *nsp,
                               const char          *message,
                               SioArgs             *payload);
void cli_output_disconnect    (CliOutput           *self,
                               const char          *nsp,
                               SioDisconnectReason  reason,
                               gboolean             reconnects);
void cli_output_reconnect_attempt (CliOutput       *self,
                               guint                attempt,
                               guint                delay_ms);
void cli_output_reconnect     (CliOutput           *self,
                               guint                attempt);
void cli_output_reconnect_error (CliOutput         *self,
                               const char          *message);
void cli_output_reconnect_failed (CliOutput        *self);
void cli_output_packet        (CliOutput           *self,
                               EioDirection         direction,
                               const EioPacket     *packet);

/* One line on stdout, at once. */
void cli_output_line          (const char          *line);
/* One sentence on stderr. */
void cli_output_complain      (const char          *format,
                               ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
