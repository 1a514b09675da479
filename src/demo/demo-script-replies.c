/* demo-script-replies.c: what the seeded people answer to a user.
 * The first entry with a word in the message wins; a name in it decides who answers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-script.h"

const DemoReply demo_replies[] = {
  { "thanks thank cheers thx danke merci gracias",
    DEMO_N_SPEAKERS,
    { "You're welcome, {name}!", "Any time.", "Glad to help." } },
  { "bye goodbye ciao later tschüss",
    DEMO_N_SPEAKERS,
    { "See you, {name}!", "Bye, take care.", "Until later!" } },
  { "latency slow p95 p99 p50 percentile fast",
    DEMO_ANA,
    { "Right now p50 is {p50} ms, p95 {p95} ms and p99 {p99} ms.",
      "p99 is {p99} ms as we speak, {name}. Anything below 300 is a good day.",
      "p95 {p95} ms, p99 {p99} ms. The chart tells the rest." } },
  { "error errors fail failing failed broken down 500",
    DEMO_DANIEL,
    { "The error rate is {errors} % at the moment.",
      "I see {errors} % errors on {requests} requests a second. What did you get?",
      "{errors} % right now. Send me the request id if yours is one of them." } },
  { "memory heap leak gc ram",
    DEMO_DANIEL,
    { "Heap is at {memory}. It falls when the collector runs, about once a minute.",
      "{memory} right now: a saw-tooth, no leak." } },
  { "cpu load",
    DEMO_DANIEL,
    { "CPU is at {cpu} %, with {requests} requests a second.", "{cpu} %. Plenty of room." } },
  { "queue jobs backlog waiting exports export",
    DEMO_ANA,
    { "{queue} jobs wait at the moment.",
      "The queue is at {queue}, exports have a worker of their own now." } },
  { "traffic requests visitors rps",
    DEMO_ANA,
    { "{requests} requests a second right now.", "We are at {requests}/s." } },
  { "status incident outage alert alerts pager",
    DEMO_ANA,
    { "p99 {p99} ms, {errors} % errors, CPU {cpu} %: judge for yourself, {name}.",
      "I'm on call and at my desk. {errors} % errors, queue at {queue}." } },
  { "deploy release rollout rollback ship version",
    DEMO_HIRO,
    { "2.41 is out everywhere, 2.42 follows on Thursday.",
      "The next one is planned for Thursday, {name}. Is something waiting for it?" } },
  { "database query postgres sql replication",
    DEMO_BEN,
    { "Replication lag is under a second. Which query is it?",
      "Send me the plan and I'll have a look, {name}.",
      "If it touches orders, it's probably the index from last week." } },
  { "ticket tickets invoice customer customers login password",
    DEMO_CHIARA,
    { "Which ticket, {name}? I can have a look.", "Elif is on the invoices today, I'll pass it on.",
      "For log-ins: ask them whether their domain changed, it's that nine times out of ten." } },
  { "security token tokens phishing",
    DEMO_FARID,
    { "Good that you ask, {name}: forward it to me and don't click on anything.",
      "Tokens are rotated on Fridays." } },
  { "coffee tea lunch cake simit hungry",
    DEMO_BEN,
    { "The beans on the right are the good ones.", "Lunch is at 12:30, meet us at the door, {name}.",
      "Always." } },
  { "help question how",
    DEMO_N_SPEAKERS,
    { "Sure, {name}. Ask about latency, errors, memory, the queue or the release, and I'll look it up.",
      "What do you need, {name}?" } },
  { "hello hi hey hallo moin servus bonjour ciao hola morning afternoon evening greetings welcome",
    DEMO_N_SPEAKERS,
    { "Hello {name}, welcome!", "Hi {name}! Good to see you here.", "Hey {name} 👋",
      "Hi {name}. All calm here." } },
};
const guint demo_n_replies = G_N_ELEMENTS (demo_replies);

const DemoReply demo_unknown_reply = {
  "",
  DEMO_N_SPEAKERS,
  { "Good question, {name}. Let me look into it.", "I think so, but ask me again after the stand-up.",
    "I'd have to check. It's on my list now, {name}.", "Hm, p99 is {p99} ms, so it isn't that at least." }
};

const DemoReply demo_listening_reply = { "",
                                         DEMO_N_SPEAKERS,
                                         { "Noted, {name}.", "Makes sense to me.",
                                           "I see. Tell me if I can help.", "All right, {name} 👍" } };

/* The number for {KEY}, or NULL: left as it is. */
static char *
format_number (const char *key, gsize length, const DemoSample *sample)
{
  if (strncmp (key, "requests", length) == 0)
    return g_strdup_printf ("%.0f", sample->requests);
  if (strncmp (key, "errors", length) == 0)
    return g_strdup_printf ("%.1f", sample->errors);
  if (strncmp (key, "p50", length) == 0)
    return g_strdup_printf ("%.0f", sample->p50);
  if (strncmp (key, "p95", length) == 0)
    return g_strdup_printf ("%.0f", sample->p95);
  if (strncmp (key, "p99", length) == 0)
    return g_strdup_printf ("%.0f", sample->p99);
  if (strncmp (key, "memory", length) == 0)
    return g_strdup_printf ("%.0f MiB", sample->memory / (1024.0 * 1024.0));
  if (strncmp (key, "cpu", length) == 0)
    return g_strdup_printf ("%.0f", sample->cpu);
  if (strncmp (key, "queue", length) == 0)
    return g_strdup_printf ("%d", sample->queue);
  return NULL;
}

/**
 * demo_script_expand:
 * @text: with {p99} and the like in it
 * @name: for {name}
 * @sample: the numbers
 *
 * Returns: (transfer full): what is said
 */
char *
demo_script_expand (const char *text, const char *name, const DemoSample *sample)
{
  GString *said = g_string_new (NULL);
  const char *at = text;
  const char *brace;

  while ((brace = strchr (at, '{')) != NULL && strchr (brace, '}') != NULL)
    {
      gsize length = strchr (brace, '}') - brace - 1;
      g_autofree char *number = format_number (brace + 1, length, sample);

      g_string_append_len (said, at, brace - at);
      g_string_append (said, number != NULL ? number : name);
      at = brace + length + 2;
    }
  g_string_append (said, at);
  return g_string_free (said, FALSE);
}
