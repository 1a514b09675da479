/* client-fixture.h: a client over a fake socket and a clock that stands still, with a log of what it says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-socket.h"
#include "sio-client.h"

G_BEGIN_DECLS

typedef struct
{
  EioClock     *clock;
  SioConfig    *config;
  SioClient    *client;
  SioNamespace *nsp; /* "/" */
  GString      *log; /* one signal a line */
} Fixture;

void          fixture_set_up      (Fixture       *self,
                                   gconstpointer  data);
void          fixture_tear_down   (Fixture       *self,
                                   gconstpointer  data);
/* Logs its signals too. */
SioNamespace *fixture_get_nsp     (Fixture       *self,
                                   const char    *path);
EioSocket    *fixture_open        (Fixture       *self); /* connects "/" up to the opened engine */
void          fixture_connect     (Fixture       *self); /* and the answer to CONNECT; forgets log and what was sent */
void          fixture_advance     (Fixture       *self,
                                   guint          ms);
gboolean      fixture_emit        (SioNamespace  *nsp,
                                   const char    *json,
                                   SioEmitFlags   flags);
/* Logs "NAME = ANSWER" or "NAME ! ERROR". */
void          fixture_emit_ack    (Fixture       *self,
                                   const char    *name,
                                   const char    *json,
                                   SioEmitFlags   flags,
                                   guint          timeout_ms,
                                   GCancellable  *cancellable);

#define assert_log(self, expected)  fixture_assert_log (self, expected, G_STRLOC)
#define assert_sent(self, expected) fixture_assert_sent (self, expected, G_STRLOC)
void          fixture_assert_log  (Fixture       *self,
                                   const char    *expected,
                                   const char    *where);
void          fixture_assert_sent (Fixture       *self,
                                   const char    *expected,
                                   const char    *where);

#define ADD_TEST(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

G_END_DECLS
