/* tell-document-edit.h: adding, placing, duplicating and removing the panels of a document.
 * Each edit says ::panels-changed once; a panel that it leaves alone stays the same TellPanel, and keys that we don't know
 * stay in its object. How the panels were before can be kept and restored.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-document.h"

G_BEGIN_DECLS

#define TELL_DOCUMENT_MAX_PANELS 200 /* nobody adds more by hand */

/* How the panels of a document were. */
typedef struct _TellPanelsState TellPanelsState;

TellPanelsState *tell_document_save_panels      (TellDocument    *self);
void             tell_document_restore_panels   (TellDocument    *self,
                                                 TellPanelsState *state);
void             tell_panels_state_free         (TellPanelsState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellPanelsState, tell_panels_state_free)

/* A panel like MODEL at the end; borrowed, NULL when there are too many. */
TellPanel       *tell_document_add_panel        (TellDocument    *self,
                                                 const TellPanel *model);
/* A copy with all keys, after PANEL; it flows until it is placed. Borrowed, NULL as above. */
TellPanel       *tell_document_duplicate_panel  (TellDocument    *self,
                                                 const TellPanel *panel);
void             tell_document_remove_panel     (TellDocument    *self,
                                                 const TellPanel *panel);
typedef struct
{
  int at[4]; /* column, row, width, height */
} TellPanelAt;

/* One place for each panel, in order. */
void             tell_document_place_panels     (TellDocument      *self,
                                                 const TellPanelAt *places,
                                                 guint              n_places);

G_END_DECLS
