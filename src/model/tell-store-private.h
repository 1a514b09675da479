/* tell-store-private.h: what the files of a store share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-catalog.h"
#include "tell-store.h"

G_BEGIN_DECLS

struct _TellStore
{
  GObject parent_instance;

  TellCatalog *rooms;
  TellCatalog *people;
  GHashTable *forgotten; /* id (of the person) → owned TellPerson that is not in people */
  TellPerson *me;        /* nullable */
  SeriesStore *series;
  TellCatalog *tables;
  TellCatalog *logs;
  GListStore *notifications;
  gint64 read_until; /* ms, of every room */
  int people_count;
  gboolean ready;
};

G_END_DECLS
