/* cli-talk.h: a running program to be talked with: commands in, lines out as they come.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  GSubprocess      *process;
  GDataInputStream *lines;
  GPtrArray        *out; /* the lines so far, without their "t" */
  gboolean          ended;
} CliTalk;

/* The program under test. */
const char *cli_talk_program (void);
/* WORDS end with NULL. */
CliTalk    *cli_talk_start  (const char *const *words);
void        cli_talk_free   (CliTalk    *self); /* ends it if it still runs */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliTalk, cli_talk_free)

void        cli_talk_say    (CliTalk    *self,
                             const char *line);
/* Waits until there is a line like GLOB; fails the test when it does not come. */
#define cli_talk_expect(self, glob) cli_talk_expect_at (self, glob, G_STRLOC)
void        cli_talk_expect_at (CliTalk *self,
                             const char *glob,
                             const char *where);
/* Waits for the end. */
int         cli_talk_finish (CliTalk    *self);
/* Every line but those of type "packet" is one of GLOBS, in this order, and there are no others. */
#define cli_talk_assert_lines(self, globs) cli_talk_assert_lines_at (self, globs, G_STRLOC)
void        cli_talk_assert_lines_at (CliTalk *self,
                             const char *const *globs,
                             const char *where);

G_END_DECLS
