/* conversation.h: what is said to telltale, and what it has to answer, as lines of a file.
 *
 *   # a comment
 *   ? WORD          only where the server can do that; otherwise the rest is skipped
 *   > JSON          a command on its stdin
 *   < JSON          wait for a line that has these members; those before it are passed over
 *   ! TEXT          no line so far has this text
 *   2> 2< 2!        the same with a second telltale, which is started then
 *   *N LINE         the line N times, $i counting from 0
 *
 * "$any" in the JSON of < stands for any value. In a line $ack is the "ack" of the line that was waited for last, ${repeat:TEXT:N} the text N times, ${bytes:N} that many
 * bytes of 7 in base64.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-process.h"

G_BEGIN_DECLS

typedef struct _Conversation Conversation;

/* Starts a telltale that prints and reads JSON Lines. */
typedef TestProcess *(*ConversationStart) (gpointer user_data);
/* Whether the server can do WORD. */
typedef gboolean (*ConversationCan) (const char *word, gpointer user_data);

Conversation *conversation_new      (ConversationStart  start,
                                     ConversationCan    can,
                                     gpointer           user_data);
void          conversation_free     (Conversation      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Conversation, conversation_free)

/* Runs tests/servers/conversations/NAME.txt. */
void          conversation_run      (Conversation      *self,
                                     const char        *name);
/* One line of the form above. */
void          conversation_line     (Conversation      *self,
                                     const char        *line);
/* Whether a line of the first telltale so far has this text. */
gboolean      conversation_has_seen (Conversation      *self,
                                     const char        *text);
/* How many lines of it have this text. */
guint         conversation_count    (Conversation      *self,
                                     const char        *text);
/* Until the first telltale has ended; gives its exit status, or -SIGNAL. */
int           conversation_wait     (Conversation      *self);
/* The word that the server could not do, if one was asked for. */
const char   *conversation_get_skip (Conversation      *self);

G_END_DECLS
