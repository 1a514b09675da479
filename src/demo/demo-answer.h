/* demo-answer.h: what to answer to a user's message, and who knows best.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-script.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean    wanted;    /* a question, a greeting, a name: somebody should answer */
  DemoSpeaker addressed; /* DEMO_N_SPEAKERS: nobody by name */
  DemoSpeaker expert;    /* DEMO_N_SPEAKERS: anybody */
  const char *text;      /* to be expanded */
} DemoAnswer;

void demo_answer_find (DemoAnswer *self,
                       const char *text,
                       GRand      *rand);

G_END_DECLS
