/* tell-session-list.h: the servers in the sidebar: a GListModel of TellSession, remembered from run to run as documents in a folder.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-player.h"

G_BEGIN_DECLS

#define TELL_TYPE_SESSION_LIST (tell_session_list_get_type ())
G_DECLARE_FINAL_TYPE (TellSessionList, tell_session_list, TELL, SESSION_LIST, GObject)

/* FOLDER NULL: nothing is remembered. Otherwise one .telltale.json a server there, without secrets. */
TellSessionList *tell_session_list_new      (GFile            *folder);
/* Opens what was remembered; a file that can't be read becomes a line in WARNINGS (nullable GPtrArray of char *), never a loss. */
void             tell_session_list_load     (TellSessionList  *self,
                                             GPtrArray        *warnings);
TellSession     *tell_session_list_find     (TellSessionList  *self,
                                             const char       *id);
/* Adds it (or finds the one there with its id) and remembers it unless TRANSIENT (the demo). Borrowed. */
TellSession     *tell_session_list_add      (TellSessionList  *self,
                                             TellDocument     *document,
                                             gboolean          transient,
                                             GError          **error);
/* From now on, a session whose document binds nothing is offered one of READY (of TellReady) when its server is recognised. */
void             tell_session_list_set_ready (TellSessionList *self,
                                             GPtrArray        *ready);
/* Adds a session on RECORDING (takes it), played at SPEED; it is never remembered. DOCUMENT NULL: the ready dashboard that fits, else a
 * plain one called NAME. Borrowed. */
TellSession     *tell_session_list_add_recording (TellSessionList *self,
                                             TellRecording    *recording,
                                             const char       *name,
                                             TellDocument     *document,
                                             double            speed,
                                             GError          **error);
/* DOCUMENT takes the place of SESSION, which is stopped and forgotten. Borrowed; on an error all stays as it was. */
TellSession     *tell_session_list_replace  (TellSessionList  *self,
                                             TellSession      *session,
                                             TellDocument     *document,
                                             GError          **error);
/* Sets an input and keeps it for the next run: a secret one in the keyring, the rest beside the document. */
void             tell_session_list_remember_input (TellSessionList *self,
                                             TellSession      *session,
                                             const char       *name,
                                             const char       *value);
void             tell_session_list_remove   (TellSessionList  *self,
                                             TellSession      *session);

G_END_DECLS
