/* ui-session.h: sessions for tests of widgets, with a document of a few lines and a clock that stands still.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-session.h"
#include "ui-test.h"

G_BEGIN_DECLS

/* Panels, two rooms, a "send" emit; nothing listens at its address. */
#define UI_TEST_DOCUMENT                                                                                              \
  "{ 'telltale': 1, 'name': 'Test', 'connection': { 'url': 'http://127.0.0.1:1' },"                                  \
  "  'emits': { 'send': { 'emit': ['say', '${text}'], 'echo': true } },"                                             \
  "  'rooms': [ { 'room': 'a', 'name': 'Room A' }, { 'room': 'b' } ],"                                               \
  "  'bindings': [ { 'on': 'say', 'do': [ { 'to': 'message', 'text': '${/0}' } ] } ],"                               \
  "  'panels': [ { 'kind': 'line', 'title': 'CPU', 'series': ['cpu'] }, { 'kind': 'stat', 'series': ['cpu'] },"      \
  "    { 'kind': 'people' }, { 'kind': 'chat' }, { 'kind': 'table' }, { 'kind': 'log' } ] }"

TellDocument *ui_test_document    (const char *text); /* with ' for " */
TellSession  *ui_test_session     (const char *text,
                                   EioClock   *clock); /* nullable */

G_END_DECLS
