/* tell-recorder.h: writes what a client sends and receives to a recording, as it happens.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eio-clock.h"
#include "sio-client.h"

G_BEGIN_DECLS

#define TELL_TYPE_RECORDER (tell_recorder_get_type ())
G_DECLARE_FINAL_TYPE (TellRecorder, tell_recorder, TELL, RECORDER, GObject)

/* SECRETS (nullable): texts that are written as "(secret)". Opens PATH for writing. */
TellRecorder *tell_recorder_new      (const char    *path,
                                      EioClock      *clock,
                                      GStrv          secrets,
                                      GError       **error);
/* Records from now on. */
void          tell_recorder_attach   (TellRecorder  *self,
                                      SioClient     *client);
/* Closes the file; SECRETS (nullable) that became known only while it ran are replaced in it, too. */
gboolean      tell_recorder_finish   (TellRecorder  *self,
                                      GStrv          secrets,
                                      GError       **error);

G_END_DECLS
