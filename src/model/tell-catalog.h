/* tell-catalog.h: objects by id in the order of their appearance: the GListModel behind rooms, people, tables and logs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TELL_TYPE_CATALOG (tell_catalog_get_type ())
G_DECLARE_FINAL_TYPE (TellCatalog, tell_catalog, TELL, CATALOG, GObject)

/* At most LIMIT objects of ITEM_TYPE. */
TellCatalog *tell_catalog_new      (GType        item_type,
                                    guint        limit);
guint        tell_catalog_get_size (TellCatalog *self);
gboolean     tell_catalog_get_full (TellCatalog *self);
gpointer     tell_catalog_peek     (TellCatalog *self,
                                    guint        index); /* borrowed */
gpointer     tell_catalog_find     (TellCatalog *self,
                                    const char  *id); /* borrowed, nullable */
/* Takes OBJECT, which owns ID (it must not change); FALSE if it is full or has that id. */
gboolean     tell_catalog_take     (TellCatalog *self,
                                    const char  *id,
                                    gpointer     object);
gboolean     tell_catalog_remove   (TellCatalog *self,
                                    const char  *id);
void         tell_catalog_clear    (TellCatalog *self);

G_END_DECLS
