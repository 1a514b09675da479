/* tell-roster.c: who is in a room and who is gone, in the order in which a person looks for them, with the numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-roster.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#define SETTLE_MS 60 /* many people may change at once */

struct _TellRoster
{
  GObject parent_instance;
  TellStore *store;
  TellRoom *room;     /* nullable */
  GPtrArray *watched; /* of owned TellPerson, as in the store's list */
  GtkFilter *filter;
  GtkSorter *sorter;
  GListModel *people;
  char *summary;
  guint settle_id;
};

enum
{
  PROP_0,
  PROP_SUMMARY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_TYPE (TellRoster, tell_roster, G_TYPE_OBJECT)

static gboolean
has_members (TellRoster *self)
{
  return self->room != NULL && g_list_model_get_n_items (tell_room_get_members (self->room)) > 0;
}

static gboolean
is_here (TellRoster *self, TellPerson *person)
{
  return !has_members (self) || tell_room_has_member (self->room, person);
}

static gboolean
is_around (TellPerson *person)
{
  TellPresence state = tell_person_get_state (person);

  return state == TELL_PRESENCE_ONLINE || state == TELL_PRESENCE_AWAY;
}

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  return is_here (user_data, item) || !is_around (item);
}

static int
rank (TellPerson *person)
{
  const int ranks[] = {
    [TELL_PRESENCE_ONLINE] = 0,
    [TELL_PRESENCE_AWAY] = 1,
    [TELL_PRESENCE_UNKNOWN] = 2,
    [TELL_PRESENCE_OFFLINE] = 3,
  };

  return ranks[tell_person_get_state (person)];
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  TellPerson *first = (TellPerson *) a, *second = (TellPerson *) b;
  int by_rank = rank (first) - rank (second);

  if (by_rank != 0)
    return by_rank;
  return g_utf8_collate (tell_person_get_name (first), tell_person_get_name (second));
}

static guint
count_online (TellRoster *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (self->people); i++)
    {
      g_autoptr (TellPerson) person = g_list_model_get_item (self->people, i);

      n += is_around (person);
    }
  return n;
}

/* The server's number for everybody says something of a room only where that room is all there is. */
static int
get_server_count (TellRoster *self)
{
  int count = self->room ? tell_room_get_people_count (self->room) : -1;

  if (count < 0 && self->room && g_list_model_get_n_items (tell_store_get_rooms (self->store)) > 1)
    return -1;
  return count >= 0 ? count : tell_store_get_people_count (self->store);
}

static char *
format_summary (guint n_online, guint n_known)
{
  g_autofree char *online = g_strdup_printf (ngettext ("%u online", "%u online", n_online), n_online);
  g_autofree char *known = g_strdup_printf (ngettext ("%u known", "%u known", n_known), n_known);

  /* Translators: "3 online, 5 known": the first is how many are there, the second how many of them have a name */
  return n_known > 0 ? g_strdup_printf (_ ("%s, %s"), online, known) : g_steal_pointer (&online);
}

/* Known is worth saying only where it differs from who is online. */
static char *
dup_summary (TellRoster *self)
{
  guint n_known = g_list_model_get_n_items (self->people);
  guint n_online = count_online (self);
  int count = get_server_count (self);

  if (count < 0 && n_known == 0)
    return NULL;
  if (count >= 0)
    n_online = count;
  return format_summary (n_online, n_known == n_online ? 0 : n_known);
}

static void
update_summary (TellRoster *self)
{
  g_autofree char *summary = dup_summary (self);

  if (g_strcmp0 (summary, self->summary) == 0)
    return;
  g_free (self->summary);
  self->summary = g_steal_pointer (&summary);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUMMARY]);
}

static gboolean
settle_cb (gpointer user_data)
{
  TellRoster *self = user_data;

  self->settle_id = 0;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  update_summary (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (TellRoster *self)
{
  if (self->settle_id == 0)
    self->settle_id = g_timeout_add (SETTLE_MS, settle_cb, self);
}

static void
watch_person (TellRoster *self, guint position)
{
  TellPerson *person = g_list_model_get_item (tell_store_get_people (self->store), position);

  g_ptr_array_insert (self->watched, position, person);
  g_signal_connect_object (person, "notify::state", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (person, "notify::name", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
people_changed_cb (GListModel *people, guint position, guint n_removed, guint n_added, TellRoster *self)
{
  for (guint i = 0; i < n_removed; i++)
    g_signal_handlers_disconnect_by_func (self->watched->pdata[position + i], changed_cb, self);
  if (n_removed > 0)
    g_ptr_array_remove_range (self->watched, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    watch_person (self, position + i);
  changed_cb (self);
}

static void
tell_roster_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SUMMARY:
      g_value_set_string (value, TELL_ROSTER (object)->summary);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tell_roster_dispose (GObject *object)
{
  TellRoster *self = TELL_ROSTER (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->filter != NULL) /* the lists may outlive us for a moment */
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  if (self->sorter != NULL)
    gtk_custom_sorter_set_sort_func (GTK_CUSTOM_SORTER (self->sorter), NULL, NULL, NULL);
  g_clear_object (&self->people);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->room);
  g_clear_object (&self->store);
  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_pointer (&self->summary, g_free);
  G_OBJECT_CLASS (tell_roster_parent_class)->dispose (object);
}

static void
tell_roster_class_init (TellRosterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tell_roster_dispose;
  object_class->get_property = tell_roster_get_property;
  props[PROP_SUMMARY] =
      g_param_spec_string ("summary", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tell_roster_init (TellRoster *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, self, NULL));
}

static void
build_people (TellRoster *self)
{
  GtkFilterListModel *filtered =
      gtk_filter_list_model_new (g_object_ref (tell_store_get_people (self->store)),
                                 g_object_ref (self->filter));

  self->people =
      G_LIST_MODEL (gtk_sort_list_model_new (G_LIST_MODEL (filtered), g_object_ref (self->sorter)));
}

static void
watch_room (TellRoster *self)
{
  g_signal_connect_object (tell_room_get_members (self->room), "items-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->room, "notify::people-count", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * tell_roster_new:
 * @store: what is known of a server
 * @room: (nullable): one of its rooms, %NULL for the server as a whole
 *
 * Returns: (transfer full): its people
 */
TellRoster *
tell_roster_new (TellStore *store, TellRoom *room)
{
  TellRoster *self = g_object_new (TELL_TYPE_ROSTER, NULL);
  GListModel *people = tell_store_get_people (store);

  self->store = g_object_ref (store);
  self->room = room ? g_object_ref (room) : NULL;
  build_people (self);
  g_signal_connect_object (people, "items-changed", G_CALLBACK (people_changed_cb), self, 0);
  g_signal_connect_object (store, "notify::people-count", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  if (room != NULL)
    watch_room (self);
  people_changed_cb (people, 0, 0, g_list_model_get_n_items (people), self);
  update_summary (self);
  return self;
}

/**
 * tell_roster_get_people:
 * @self: the roster
 *
 * Returns: (transfer none): who is there first, then who is away, unknown and gone, by name
 */
GListModel *
tell_roster_get_people (TellRoster *self)
{
  g_return_val_if_fail (TELL_IS_ROSTER (self), NULL);
  return self->people;
}

/**
 * tell_roster_get_summary:
 * @self: the roster
 *
 * Returns: (nullable): how many are there, in words; %NULL where the server tells nothing
 */
const char *
tell_roster_get_summary (TellRoster *self)
{
  g_return_val_if_fail (TELL_IS_ROSTER (self), NULL);
  return self->summary;
}
