/* test-state.h: whether the state that telltale watch prints is one that is expected, and if not, where.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What EXPECTED says is there:
 *   an object     each of its members matches; others don't matter
 *   an array      each of its elements matches some element; [] only an empty one
 *   {">=": 5}     also "<=", "!=", "matches" (a regular expression), "length" (of text or array, matched in its turn)
 *   else          the same value
 * WHY takes the first difference. */
gboolean test_state_matches (JsonNode  *state,
                             JsonNode  *expected,
                             GString   *why);

/* What a sound dashboard looks like, after "state", of the object ROW:
 *   each binding matched, but those on an event that is listed in "quiet"
 *   none skipped, but those on an event in "skipped": { "EVENT": what its "why" begins with }
 *   no event is unbound, but those in "unbound": [ … ] */
gboolean test_state_is_sound (JsonNode   *state,
                              JsonObject *row,
                              GString    *why);

G_END_DECLS
