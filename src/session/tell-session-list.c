/* tell-session-list.c: the servers in the sidebar, remembered in a folder as ID.telltale.json.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-session-list.h"

#include "tell-inputs.h"

#define SUFFIX       ".telltale.json"
#define MAX_SESSIONS 500

struct _TellSessionList
{
  GObject parent_instance;

  GFile *folder;       /* nullable: nothing is remembered */
  GPtrArray *sessions; /* owned TellSession */
  GPtrArray *ready;    /* of TellReady; nullable */
  GPtrArray *players;  /* owned TellPlayer, of those sessions that are recorded */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TellSessionList,
                               tell_session_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GFile *
get_file (TellSessionList *self, const char *id)
{
  g_autofree char *name = g_strconcat (id, SUFFIX, NULL);

  return g_file_get_child (self->folder, name);
}

static gboolean
save (TellSessionList *self, TellSession *session, GError **error)
{
  g_autoptr (GFile) file = get_file (self, tell_session_get_id (session));
  g_autoptr (GBytes) bytes = tell_document_to_bytes (tell_session_get_document (session));
  g_autoptr (GError) local = NULL;

  if (!g_file_make_directory_with_parents (self->folder, NULL, &local) &&
      !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, FALSE,
                                  G_FILE_CREATE_PRIVATE, NULL, NULL, error);
}

static TellSession *
find_by_engine (TellSessionList *self, TellEngine *engine)
{
  for (guint i = 0; i < self->sessions->len; i++)
    if (tell_session_get_engine (g_ptr_array_index (self->sessions, i)) == engine)
      return g_ptr_array_index (self->sessions, i);
  return NULL;
}

static void
variable_changed_cb (TellSessionList *self, const char *name, TellEngine *engine)
{
  TellSession *session = find_by_engine (self, engine);

  if (session)
    tell_inputs_save_variable (session, self->folder, name);
}

static TellSession *
find_by_document (TellSessionList *self, TellDocument *document)
{
  for (guint i = 0; i < self->sessions->len; i++)
    if (tell_session_get_document (g_ptr_array_index (self->sessions, i)) == document)
      return g_ptr_array_index (self->sessions, i);
  return NULL;
}

/* What a person changes is kept at once. */
static void
panels_changed_cb (TellSessionList *self, TellDocument *document)
{
  TellSession *session = find_by_document (self, document);
  g_autoptr (GError) error = NULL;

  if (session != NULL && !save (self, session, &error))
    tell_session_warn (session, "The dashboard could not be saved", error);
}

/* Nobody has said yet what its events mean. */
static gboolean
binds_nothing (TellSession *session)
{
  JsonObject *root = tell_document_get_root (tell_session_get_document (session));
  JsonNode *bindings = json_object_get_member (root, "bindings");

  return bindings == NULL || json_array_get_length (json_node_get_array (bindings)) == 0;
}

/* REMEMBERED: what the session learns, and how a person changes its dashboard, is kept, too. */
static void
append (TellSessionList *self, TellSession *session, gboolean remembered)
{
  if (remembered)
    g_signal_connect_object (tell_session_get_engine (session), "variable-changed",
                             G_CALLBACK (variable_changed_cb), self, G_CONNECT_SWAPPED);
  if (remembered)
    g_signal_connect_object (tell_session_get_document (session), "panels-changed",
                             G_CALLBACK (panels_changed_cb), self, G_CONNECT_SWAPPED);
  if (self->ready != NULL && !tell_session_is_recorded (session) && binds_nothing (session))
    tell_session_recognise (session, self->ready);
  g_ptr_array_add (self->sessions, g_object_ref (session));
  g_list_model_items_changed (G_LIST_MODEL (self), self->sessions->len - 1, 0, 1);
}

static GType
list_model_get_item_type (GListModel *model)
{
  return TELL_TYPE_SESSION;
}

static guint
list_model_get_n_items (GListModel *model)
{
  return TELL_SESSION_LIST (model)->sessions->len;
}

static gpointer
list_model_get_item (GListModel *model, guint position)
{
  TellSessionList *self = TELL_SESSION_LIST (model);

  if (position >= self->sessions->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->sessions, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = list_model_get_item_type;
  iface->get_n_items = list_model_get_n_items;
  iface->get_item = list_model_get_item;
}

static void
tell_session_list_finalize (GObject *object)
{
  TellSessionList *self = TELL_SESSION_LIST (object);

  g_ptr_array_unref (self->players);
  g_ptr_array_unref (self->sessions);
  g_clear_pointer (&self->ready, g_ptr_array_unref);
  g_clear_object (&self->folder);
  G_OBJECT_CLASS (tell_session_list_parent_class)->finalize (object);
}

static void
tell_session_list_class_init (TellSessionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tell_session_list_finalize;
}

static void
tell_session_list_init (TellSessionList *self)
{
  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);
  self->players = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * tell_session_list_new:
 * @folder: (nullable): where the servers are remembered, made when it is needed
 *
 * Returns: (transfer full): an empty list
 */
TellSessionList *
tell_session_list_new (GFile *folder)
{
  TellSessionList *self = g_object_new (TELL_TYPE_SESSION_LIST, NULL);

  g_set_object (&self->folder, folder);
  return self;
}

/**
 * tell_session_list_set_ready:
 * @self: a list
 * @ready: (element-type TellReady): the dashboards that come with the program
 *
 * Has sessions that are added from now on look for a dashboard that fits their server, where their own binds nothing.
 */
void
tell_session_list_set_ready (TellSessionList *self, GPtrArray *ready)
{
  g_return_if_fail (TELL_IS_SESSION_LIST (self));
  g_clear_pointer (&self->ready, g_ptr_array_unref);
  self->ready = g_ptr_array_ref (ready);
}

static gboolean
load_file (TellSessionList *self, GFile *file, GError **error)
{
  g_autoptr (TellDocument) document = tell_document_new_from_file (file, error);
  g_autoptr (TellSession) session = document ? tell_session_new (document, NULL, error) : NULL;

  if (session == NULL)
    return FALSE;
  if (tell_session_list_find (self, tell_session_get_id (session)) != NULL)
    return TRUE;
  tell_inputs_load (session, self->folder);
  append (self, session, TRUE);
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Sorted, so that the sidebar looks the same at every start. */
static GPtrArray *
list_files (GFile *folder)
{
  g_autoptr (GFileEnumerator) children =
      g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GFileInfo *info;

  while (children && g_file_enumerator_iterate (children, &info, NULL, NULL, NULL) && info)
    if (g_str_has_suffix (g_file_info_get_name (info), SUFFIX) && names->len < MAX_SESSIONS)
      g_ptr_array_add (names, g_strdup (g_file_info_get_name (info)));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/**
 * tell_session_list_load:
 * @self: a list
 * @warnings: (nullable) (element-type utf8): takes a line for each file that can't be read; the file stays
 *
 * Opens what was remembered; nothing is started.
 */
void
tell_session_list_load (TellSessionList *self, GPtrArray *warnings)
{
  g_autoptr (GPtrArray) names = NULL;

  g_return_if_fail (TELL_IS_SESSION_LIST (self));
  if (self->folder == NULL)
    return;
  names = list_files (self->folder);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autoptr (GFile) file = g_file_get_child (self->folder, name);
      g_autoptr (GError) error = NULL;

      if (!load_file (self, file, &error) && warnings)
        g_ptr_array_add (warnings, g_strdup_printf ("%s: %s", name, error->message));
    }
}

TellSession *
tell_session_list_find (TellSessionList *self, const char *id)
{
  g_return_val_if_fail (TELL_IS_SESSION_LIST (self), NULL);
  for (guint i = 0; i < self->sessions->len; i++)
    {
      TellSession *session = g_ptr_array_index (self->sessions, i);

      if (g_strcmp0 (tell_session_get_id (session), id) == 0)
        return session;
    }
  return NULL;
}

/**
 * tell_session_list_add:
 * @self: a list
 * @document: what to run
 * @transient: not to be remembered
 * @error: a #TellDocumentError, or why it can't be remembered
 *
 * Adds a session for the document, or finds the one that is there with its id.
 *
 * Returns: (transfer none) (nullable): the session
 */
TellSession *
tell_session_list_add (TellSessionList *self, TellDocument *document, gboolean transient, GError **error)
{
  g_autoptr (TellSession) session = NULL;
  TellSession *present;

  g_return_val_if_fail (TELL_IS_SESSION_LIST (self), NULL);
  session = tell_session_new (document, NULL, error);
  if (session == NULL)
    return NULL;
  present = tell_session_list_find (self, tell_session_get_id (session));
  if (present)
    return present;
  if (!transient && self->folder && !save (self, session, error))
    return NULL;
  append (self, session, !transient && self->folder);
  return session; /* the list holds it */
}

/**
 * tell_session_list_add_recording:
 * @self: a list
 * @recording: (transfer full): what was recorded
 * @name: what to call it if nobody knows it
 * @document: (nullable): what to make of it, or %NULL for the ready dashboard that fits
 * @speed: 1 for real time, 0 for as fast as it can
 * @error: a #TellDocumentError
 *
 * Adds a session that the recording feeds. The next run of the program does not have it any more.
 *
 * Returns: (transfer none) (nullable): the session, held at the beginning
 */
TellSession *
tell_session_list_add_recording (TellSessionList *self,
                                 TellRecording *recording,
                                 const char *name,
                                 TellDocument *document,
                                 double speed,
                                 GError **error)
{
  g_autoptr (TellRecording) owned = recording;
  g_autoptr (TellDocument) used = NULL;
  TellPlayer *player;

  g_return_val_if_fail (TELL_IS_SESSION_LIST (self), NULL);
  used = document ? g_object_ref (document) : tell_player_dup_document (recording, name, self->ready);
  player = tell_player_new (used, g_steal_pointer (&owned), NULL, speed, error);
  if (player == NULL)
    return NULL;
  g_ptr_array_add (self->players, player);
  append (self, tell_player_get_session (player), FALSE);
  return tell_player_get_session (player);
}

static void
remove_player (TellSessionList *self, TellSession *session)
{
  for (guint i = 0; i < self->players->len; i++)
    if (tell_player_get_session (g_ptr_array_index (self->players, i)) == session)
      {
        g_ptr_array_remove_index (self->players, i);
        return;
      }
}

/**
 * tell_session_list_remember_input:
 * @self: a list
 * @session: one of its sessions
 * @name: the input's name
 * @value: what the user gave
 *
 * Sets the input, and keeps it for the next run: a secret one in the keyring, the rest beside the document.
 */
void
tell_session_list_remember_input (TellSessionList *self,
                                  TellSession *session,
                                  const char *name,
                                  const char *value)
{
  g_return_if_fail (TELL_IS_SESSION_LIST (self));
  tell_session_set_input (session, name, value);
  if (self->folder && !tell_session_is_recorded (session))
    tell_inputs_save (session, self->folder, name, value);
}

/**
 * tell_session_list_remove:
 * @self: a list
 * @session: one of its sessions
 *
 * Stops it and forgets it, with its file and its inputs.
 */
void
tell_session_list_remove (TellSessionList *self, TellSession *session)
{
  g_autoptr (TellSession) kept = g_object_ref (session);
  guint position;

  g_return_if_fail (TELL_IS_SESSION_LIST (self));
  if (!g_ptr_array_find (self->sessions, session, &position))
    return;
  tell_session_stop (session);
  remove_player (self, session);
  if (self->folder && !tell_session_is_recorded (session))
    {
      g_autoptr (GFile) file = get_file (self, tell_session_get_id (session));

      g_file_delete (file, NULL, NULL);
      tell_inputs_forget (session, self->folder);
    }
  g_ptr_array_remove_index (self->sessions, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static gboolean
is_remembered (TellSessionList *self, TellSession *session)
{
  g_autoptr (GFile) file = self->folder ? get_file (self, tell_session_get_id (session)) : NULL;

  return file != NULL && g_file_query_exists (file, NULL);
}

/**
 * tell_session_list_replace:
 * @self: a list
 * @session: one of its sessions
 * @document: what is to run instead
 * @error: a #TellDocumentError, or why it can't be remembered; then all stays as it was
 *
 * Stops the session and forgets it, and has one for the document, which is remembered if the other was.
 *
 * Returns: (transfer none) (nullable): the new session, which does not run yet
 */
TellSession *
tell_session_list_replace (TellSessionList *self,
                           TellSession *session,
                           TellDocument *document,
                           GError **error)
{
  TellSession *next;

  g_return_val_if_fail (TELL_IS_SESSION_LIST (self), NULL);
  next = tell_session_list_add (self, document, !is_remembered (self, session), error);
  if (next != NULL && next != session)
    tell_session_list_remove (self, session);
  return next;
}
