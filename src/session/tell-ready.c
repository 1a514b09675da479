/* tell-ready.c: the dashboards that come with the program, for servers that it knows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-ready.h"

#include <string.h>

#define SUFFIX      ".telltale.json"
#define RECOGNITION "recognition.json"
#define MAX_READY   200

G_DEFINE_BOXED_TYPE (TellReady, tell_ready, tell_ready_ref, tell_ready_unref)

TellReady *
tell_ready_ref (TellReady *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tell_ready_unref (TellReady *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->id);
  g_clear_object (&self->document);
  g_strfreev (self->events);
  g_strfreev (self->refusals);
  g_free (self);
}

/**
 * tell_ready_dup_folder:
 *
 * Returns: (transfer full): the folder of the dashboards that come with the program
 */
GFile *
tell_ready_dup_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  if (program != NULL && g_str_has_prefix (program, TELL_BUILD_DIR "/"))
    return g_file_new_for_path (TELL_SOURCE_DIR "/data/dashboards");
  return g_file_new_for_path (TELL_DATA_DIR "/telltale/dashboards");
}

static void
warn (GPtrArray *warnings, const char *name, const GError *error)
{
  if (warnings != NULL)
    g_ptr_array_add (warnings, g_strdup_printf ("%s: %s", name, error->message));
}

/* NULL where it can't be read: then only what the documents say is known. */
static JsonNode *
load_recognition (GFile *folder, GPtrArray *warnings)
{
  g_autoptr (GFile) file = g_file_get_child (folder, RECOGNITION);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  JsonNode *root = NULL;

  if (g_file_load_contents (file, NULL, &text, NULL, NULL, &error))
    root = json_from_string (text, &error);
  if (error != NULL)
    warn (warnings, RECOGNITION, error);
  if (root != NULL && !JSON_NODE_HOLDS_OBJECT (root))
    g_clear_pointer (&root, json_node_unref);
  return root;
}

static GStrv
dup_texts (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      const char *text = json_node_get_string (json_array_get_element (array, i));

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

static void
take_recognition (TellReady *self, JsonNode *recognition)
{
  JsonObject *all = recognition ? json_node_get_object (recognition) : NULL;
  JsonNode *node = all ? json_object_get_member (all, self->id) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  self->events = dup_texts (json_node_get_object (node), "events");
  self->refusals = dup_texts (json_node_get_object (node), "refusals");
}

static TellReady *
load_file (GFile *folder, const char *name, JsonNode *recognition, GPtrArray *warnings)
{
  g_autoptr (GFile) file = g_file_get_child (folder, name);
  g_autoptr (GError) error = NULL;
  TellDocument *document = tell_document_new_from_file (file, &error);
  TellReady *self = NULL;

  if (document == NULL)
    {
      warn (warnings, name, error);
      return NULL;
    }
  self = g_new0 (TellReady, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_strndup (name, strlen (name) - strlen (SUFFIX));
  self->document = document;
  take_recognition (self, recognition);
  return self;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_names (GFile *folder, GPtrArray *warnings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                                                    G_FILE_QUERY_INFO_NONE, NULL, &error);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GFileInfo *info;

  if (children == NULL)
    warn (warnings, "dashboards", error);
  while (children && g_file_enumerator_iterate (children, &info, NULL, NULL, NULL) && info)
    if (g_str_has_suffix (g_file_info_get_name (info), SUFFIX) && names->len < MAX_READY)
      g_ptr_array_add (names, g_strdup (g_file_info_get_name (info)));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/**
 * tell_ready_load:
 * @folder: where they are
 * @warnings: (nullable) (element-type utf8): takes a line for each file that can't be read
 *
 * Returns: (transfer full) (element-type TellReady): those that can be read
 */
GPtrArray *
tell_ready_load (GFile *folder, GPtrArray *warnings)
{
  g_autoptr (GPtrArray) names = list_names (folder, warnings);
  g_autoptr (JsonNode) recognition = names->len > 0 ? load_recognition (folder, warnings) : NULL;
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_ready_unref);

  for (guint i = 0; i < names->len; i++)
    {
      TellReady *ready = load_file (folder, g_ptr_array_index (names, i), recognition, warnings);

      if (ready != NULL)
        g_ptr_array_add (all, ready);
    }
  return all;
}

/* The server alone: the path of an address is a namespace, and those are in the dashboard. */
static char *
dup_server (const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED, error);

  if (uri == NULL)
    return NULL;
  return g_uri_join_with_user (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), g_uri_get_user (uri),
                               g_uri_get_password (uri), NULL, g_uri_get_host (uri), g_uri_get_port (uri), "",
                               NULL, NULL);
}

static JsonObject *
get_connection (JsonObject *root)
{
  return json_object_has_member (root, "connection") ? json_object_get_object_member (root, "connection")
                                                     : NULL;
}

static void
keep_connection (JsonObject *connection, JsonObject *present)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, present);
  while (json_object_iter_next (&iter, &name, &value))
    if (!json_object_has_member (connection, name))
      json_object_set_member (connection, name, json_node_copy (value));
}

/**
 * tell_ready_adapt:
 * @self: a ready dashboard
 * @present: the document that reaches the server now
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the dashboard for that server
 */
TellDocument *
tell_ready_adapt (TellReady *self, TellDocument *present, GError **error)
{
  g_autoptr (GBytes) bytes = tell_document_to_bytes (self->document);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (JsonNode) root = json_from_string (text, error);
  g_autofree char *url = dup_server (tell_document_get_url (present), error);
  g_autofree char *adapted = NULL;
  g_autoptr (GBytes) changed = NULL;
  JsonObject *connection;

  if (root == NULL || url == NULL)
    return NULL;
  connection = get_connection (json_node_get_object (root));
  json_object_set_string_member (connection, "url", url);
  keep_connection (connection, get_connection (tell_document_get_root (present)));
  adapted = json_to_string (root, FALSE);
  changed = g_bytes_new (adapted, strlen (adapted));
  return tell_document_new_from_bytes (changed, error);
}
