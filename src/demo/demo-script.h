/* demo-script.h: who the seeded people are, where they talk, and what they say.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-metrics.h"

G_BEGIN_DECLS

typedef enum
{
  DEMO_ANA,
  DEMO_BEN,
  DEMO_CHIARA,
  DEMO_DANIEL,
  DEMO_ELIF,
  DEMO_FARID,
  DEMO_GRETA,
  DEMO_HIRO,
  DEMO_INES,
  DEMO_N_SPEAKERS,
} DemoSpeaker;

typedef struct
{
  const char *id;
  const char *name;
  const char *role;
  const char *rooms; /* ids, spaces between */
} DemoRole;

typedef struct
{
  const char *id;
  const char *name;
  const char *topic;
} DemoPlace;

#define DEMO_MAX_LINES 7

typedef struct
{
  DemoSpeaker  who;
  const char  *text; /* NULL ends; {p99} and the like become the present numbers */
} DemoLine;

typedef struct
{
  const char *room;
  DemoLine    lines[DEMO_MAX_LINES + 1];
} DemoConversation;

/* What a user says, and what is answered: WORDS (spaces between; any of them, in lower case) decide. */
typedef struct
{
  const char *words;
  DemoSpeaker who; /* who knows best, if nobody is addressed; DEMO_N_SPEAKERS: anybody */
  const char *answers[4];
} DemoReply;

extern const DemoRole demo_roles[DEMO_N_SPEAKERS];
extern const DemoPlace demo_places[];
extern const guint demo_n_places;
extern const DemoConversation demo_conversations[];
extern const guint demo_n_conversations;
extern const DemoConversation demo_incident_talk[DEMO_N_INCIDENTS];
extern const DemoConversation demo_relief_talk[DEMO_N_INCIDENTS];
extern const DemoReply demo_replies[];
extern const guint demo_n_replies;
extern const DemoReply demo_unknown_reply;  /* to a question about something else */
extern const DemoReply demo_listening_reply; /* to what was no question */
extern const char *const demo_away_details[];
extern const guint demo_n_away_details;

/* {name}, {requests}, {errors}, {p50}, {p95}, {p99}, {memory}, {cpu}, {queue}; SAMPLE's numbers. */
char *demo_script_expand (const char       *text,
                          const char       *name,
                          const DemoSample *sample);

G_END_DECLS
