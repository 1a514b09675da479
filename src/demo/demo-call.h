/* demo-call.h: one event of a client that the server is to act on, and reading its arguments within limits.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-socket.h"

G_BEGIN_DECLS

typedef struct
{
  DemoSocket *socket;
  const char *name;   /* the event's */
  SioArgs    *args;   /* the whole array, the name first */
  const char *ack_id; /* NULL: no answer is wanted */
} DemoCall;

/* A text member of the first argument: at most MAX characters, without control characters (LINES keeps line ends and tabs),
 * trimmed. NULL if it is missing, no text, empty or too long. */
char *demo_call_dup_text   (const DemoCall *self,
                            const char     *key,
                            glong           max,
                            gboolean        lines);
char *demo_clean_text      (SioValue        value,
                            glong           max,
                            gboolean        lines);
void  demo_call_answer     (const DemoCall *self,
                            SioArgs        *args); /* the array of the answer */
/* {"ok":true} and {"ok":false,"error":…} */
void  demo_call_answer_ok  (const DemoCall *self);
void  demo_call_refuse     (const DemoCall *self,
                            const char     *error);

G_END_DECLS
