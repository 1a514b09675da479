/* tell-person-row.h: one person: lamp, name, what they do, when they were seen last.
 * Property: person.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-person.h"

G_BEGIN_DECLS

#define TELL_TYPE_PERSON_ROW (tell_person_row_get_type ())
G_DECLARE_FINAL_TYPE (TellPersonRow, tell_person_row, TELL, PERSON_ROW, AdwBin)

void tell_person_row_set_person (TellPersonRow *self,
                                 TellPerson    *person); /* nullable */

G_END_DECLS
