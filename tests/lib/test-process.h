/* test-process.h: a helper program that speaks JSON Lines: started, talked to, killed, never left behind.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _TestProcess TestProcess;

/* Starts ARGV; fails the test when it can't. It dies with the test program, however that ends; in a process
 * group of its own, so that it takes along what it has started itself when it is killed. */
TestProcess *test_process_new        (const char * const *argv);
void         test_process_free       (TestProcess        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestProcess, test_process_free)

/* Writes one line to its stdin. */
void         test_process_send       (TestProcess        *self,
                                      const char         *format,
                                      ...) G_GNUC_PRINTF (2, 3);
/* End of its input. */
void         test_process_close      (TestProcess        *self);
/* The next line, whatever it is; waits with a deadline. */
JsonNode    *test_process_next       (TestProcess        *self);
/* The same as it stands; owned by the caller. */
char        *test_process_next_line (TestProcess        *self);
/* The next line that holds TEXT somewhere (compact JSON, as printed); those before it are dropped. */
JsonNode    *test_process_expect     (TestProcess        *self,
                                      const char         *text);
/* The same as it stands, which may be what json-glib can't read. */
char        *test_process_expect_line (TestProcess       *self,
                                      const char         *text);
/* How many of the lines that have arrived and were not taken hold TEXT. */
guint        test_process_count      (TestProcess        *self,
                                      const char         *text);
/* Everything that it wrote, after its end; waits for that with a deadline. Gives its exit status, or -SIGNAL. */
int          test_process_wait       (TestProcess        *self,
                                      GPtrArray         **lines);
void         test_process_kill       (TestProcess        *self); /* SIGKILL, and waits */
void         test_process_signal     (TestProcess        *self,
                                      int                 number);
/* SIGSTOP, and waits until it stands still; only SIGKILL ends it then. */
void         test_process_stop       (TestProcess        *self);
/* What it wrote to stderr so far. */
const char  *test_process_get_errors (TestProcess        *self);

G_END_DECLS
