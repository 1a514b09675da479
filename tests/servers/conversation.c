/* conversation.c: what is said to telltale, and what it has to answer, as lines of a file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "conversation.h"

#include "json-match.h"
#include "test-wait.h"

#include <stdlib.h>
#include <string.h>

#define SPEAKERS  2
#define MAX_SHOWN 300

typedef struct
{
  TestProcess *process;
  GPtrArray *log; /* owned lines, all that came */
} Speaker;

struct _Conversation
{
  ConversationStart start;
  ConversationCan can;
  gpointer user_data;
  Speaker speakers[SPEAKERS];
  char *ack;  /* the last "ack" */
  char *skip; /* what the server can't do */
};

static Speaker *
get_speaker (Conversation *self, guint i)
{
  Speaker *speaker = &self->speakers[i];

  if (speaker->process == NULL)
    {
      speaker->process = self->start (self->user_data);
      speaker->log = g_ptr_array_new_with_free_func (g_free);
    }
  return speaker;
}

static char *
repeat (const char *text, gssize length, guint n)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_len (out, text, length);
  return g_string_free (out, FALSE);
}

static char *
encode_bytes (guint n)
{
  g_autofree guchar *bytes = g_malloc (n + 1);

  memset (bytes, 7, n);
  return g_base64_encode (bytes, n);
}

/* What "${…}" stands for. */
static char *
expand_word (const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, ":", 3);

  if (g_str_equal (parts[0], "repeat"))
    return repeat (parts[1], strlen (parts[1]), atoi (parts[2]));
  g_assert_cmpstr (parts[0], ==, "bytes");
  return encode_bytes (atoi (parts[1]));
}

static char *
expand (Conversation *self, const char *line, guint index)
{
  g_autoptr (GString) out = g_string_new (line);
  g_autofree char *digits = g_strdup_printf ("%u", index);
  const char *start;

  while ((start = strstr (out->str, "${")) != NULL)
    {
      gssize at = start - out->str;
      gsize length = strcspn (start, "}");
      g_autofree char *word = g_strndup (start + 2, length - 2);
      g_autofree char *text = expand_word (word);

      g_string_erase (out, at, length + 1);
      g_string_insert (out, at, text);
    }
  g_string_replace (out, "$i", digits, 0);
  g_string_replace (out, "$ack", self->ack ? self->ack : "$ack", 0);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
keep_ack (Conversation *self, const char *line)
{
  g_autofree char *ack = json_match_dup_member (line, "ack");

  if (ack == NULL)
    return;
  g_free (self->ack);
  self->ack = g_steal_pointer (&ack);
}

/* TEXT in the log of the test, as much as helps. */
static void
tell (const char *what, const char *text)
{
  g_autofree char *start = g_strndup (text, MAX_SHOWN);
  g_autofree char *shown = g_utf8_make_valid (start, -1);

  g_test_message ("%s%s", what, shown);
}

static void
await (Conversation *self, Speaker *speaker, const char *pattern)
{
  gint64 deadline = test_wait_deadline ();

  tell ("waiting for ", pattern);
  while (g_get_monotonic_time () < deadline)
    {
      char *line = test_process_next_line (speaker->process);

      tell ("", line);
      g_ptr_array_add (speaker->log, line);
      if (!json_match (line, pattern))
        continue;
      keep_ack (self, line);
      return;
    }
  g_error ("many lines came, but none with %.*s", MAX_SHOWN, pattern);
}

static void
assert_unseen (Speaker *speaker, const char *text)
{
  for (guint i = 0; i < speaker->log->len; i++)
    if (strstr (speaker->log->pdata[i], text) != NULL)
      g_error ("“%s” is in %s", text, (char *) speaker->log->pdata[i]);
}

static void
run_verb (Conversation *self, Speaker *speaker, char verb, const char *text)
{
  if (verb == '>')
    test_process_send (speaker->process, "%s", text);
  else if (verb == '<')
    await (self, speaker, text);
  else if (verb == '!')
    assert_unseen (speaker, text);
  else
    g_error ("no line of a conversation: %c %s", verb, text);
}

static void
run_times (Conversation *self, const char *line, guint times)
{
  guint who = g_ascii_isdigit (*line) ? *line++ - '1' : 0;

  for (guint i = 0; i < times; i++)
    {
      g_autofree char *text = expand (self, line + 2, i);

      run_verb (self, get_speaker (self, who), *line, text);
    }
}

static void
require (Conversation *self, const char *word)
{
  if (!self->can (word, self->user_data))
    self->skip = g_strdup (word);
}

void
conversation_line (Conversation *self, const char *line)
{
  char *rest = NULL;

  if (self->skip != NULL || *line == '\0' || *line == '#')
    return;
  if (*line == '?')
    require (self, line + 2);
  else if (*line == '*')
    {
      guint times = strtoul (line + 1, &rest, 10);

      run_times (self, rest + 1, times);
    }
  else
    run_times (self, line, 1);
}

void
conversation_run (Conversation *self, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".txt", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "servers", "conversations", file, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    conversation_line (self, lines[i]);
}

guint
conversation_count (Conversation *self, const char *text)
{
  GPtrArray *log = get_speaker (self, 0)->log;
  guint count = 0;

  for (guint i = 0; i < log->len; i++)
    count += strstr (log->pdata[i], text) != NULL;
  return count;
}

gboolean
conversation_has_seen (Conversation *self, const char *text)
{
  return conversation_count (self, text) > 0;
}

int
conversation_wait (Conversation *self)
{
  return test_process_wait (get_speaker (self, 0)->process, NULL);
}

const char *
conversation_get_skip (Conversation *self)
{
  return self->skip;
}

Conversation *
conversation_new (ConversationStart start, ConversationCan can, gpointer user_data)
{
  Conversation *self = g_new0 (Conversation, 1);

  self->start = start;
  self->can = can;
  self->user_data = user_data;
  return self;
}

void
conversation_free (Conversation *self)
{
  for (guint i = 0; i < SPEAKERS; i++)
    {
      g_clear_pointer (&self->speakers[i].process, test_process_free);
      g_clear_pointer (&self->speakers[i].log, g_ptr_array_unref);
    }
  g_free (self->ack);
  g_free (self->skip);
  g_free (self);
}
