/* tell-session-begin.h: starting a dashboard for a person who wants to see it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-session.h"

G_BEGIN_DECLS

#define TELL_SESSION_MAX_JOINED 50 /* rooms of a document that are joined without being asked for */

/* Joins the rooms of its document and starts it; FALSE with TELL_DOCUMENT_ERROR_MISSING when an input is needed first. */
gboolean tell_session_begin (TellSession  *session,
                             GError      **error);

G_END_DECLS
