/* tell-people-list.h: the people of a room or a server with their lamps: the pane beside a chat, and the people panel.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-store.h"

G_BEGIN_DECLS

#define TELL_TYPE_PEOPLE_LIST (tell_people_list_get_type ())
G_DECLARE_FINAL_TYPE (TellPeopleList, tell_people_list, TELL, PEOPLE_LIST, AdwBin)

GtkWidget  *tell_people_list_new         (void);
void        tell_people_list_set_source  (TellPeopleList *self,
                                          TellStore      *store, /* nullable */
                                          TellRoom       *room); /* nullable: the whole server */
void        tell_people_list_set_title   (TellPeopleList *self,
                                          const char     *title);
const char *tell_people_list_get_summary (TellPeopleList *self); /* as it is shown */

G_END_DECLS
