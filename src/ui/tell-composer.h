/* tell-composer.h: where a message is written: Enter sends, Shift+Enter breaks the line, one draft a room.
 * Actions that it activates: room.send (s), room.typing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  TELL_COMPOSER_READY,
  TELL_COMPOSER_QUEUES, /* offline: what is sent waits */
  TELL_COMPOSER_CLOSED, /* this server takes no messages */
} TellComposerMode;

#define TELL_TYPE_COMPOSER (tell_composer_get_type ())
G_DECLARE_FINAL_TYPE (TellComposer, tell_composer, TELL, COMPOSER, AdwBin)

GtkWidget        *tell_composer_new       (void);
TellComposerMode  tell_composer_get_mode  (TellComposer     *self);
void              tell_composer_set_mode  (TellComposer     *self,
                                           TellComposerMode  mode);
/* What was written under the last key is kept, what was written under KEY comes back. */
void              tell_composer_set_draft (TellComposer     *self,
                                           const char       *key);
char             *tell_composer_dup_text  (TellComposer     *self);
void              tell_composer_set_text  (TellComposer     *self,
                                           const char       *text);
void              tell_composer_send      (TellComposer     *self);

G_END_DECLS
