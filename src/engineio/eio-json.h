/* eio-json.h: the small JSON objects of Engine.IO itself: the open packet and refusals.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* json-glib recurses without a limit, so what comes from the network is measured first. */
#define EIO_JSON_MAX_SIZE (64 * 1024)
#define EIO_JSON_MAX_DEPTH 16

JsonObject *eio_json_parse_object (GBytes     *bytes); /* NULL when it is none */
const char *eio_json_get_string   (JsonObject *object,
                                   const char *name); /* NULL when it is none */
/* FALSE when it is no whole number from 0 to MAX. */
gboolean    eio_json_get_count    (JsonObject *object,
                                   const char *name,
                                   guint64     max,
                                   guint64    *count);

G_END_DECLS
