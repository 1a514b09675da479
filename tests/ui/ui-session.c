/* ui-session.c: sessions for tests of widgets, with a document of a few lines and a clock that stands still.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-session.h"

TellDocument *
ui_test_document (const char *text)
{
  char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new_take (json, strlen (json));
  g_autoptr (GError) error = NULL;
  TellDocument *document = tell_document_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return document;
}

TellSession *
ui_test_session (const char *text, EioClock *clock)
{
  g_autoptr (TellDocument) document = ui_test_document (text);
  g_autoptr (GError) error = NULL;
  TellSession *session = tell_session_new (document, clock, &error);

  g_assert_no_error (error);
  return session;
}
