/* tell-secrets.c: secret inputs, in the keyring where there is one and for this run only where there is none.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-secrets.h"

#include <libsecret/secret.h>

/* "id\nname" → value: of this run, whatever the keyring does. */
static GHashTable *of_this_run;

static const SecretSchema schema = {
  TELL_APP_ID,
  SECRET_SCHEMA_NONE,
  {
      { "session", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "input", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

static char *
build_key (const char *session_id, const char *name)
{
  return g_strjoin ("\n", session_id, name, NULL);
}

static GHashTable *
get_of_this_run (void)
{
  if (of_this_run == NULL)
    of_this_run = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return of_this_run;
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
tell_secrets_store_async (const char *session_id,
                          const char *name,
                          const char *value,
                          const char *label,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_hash_table_replace (get_of_this_run (), build_key (session_id, name), g_strdup (value));
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, value, cancellable, stored_cb, task,
                         "session", session_id, "input", name, NULL);
}

gboolean
tell_secrets_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *value = secret_password_lookup_finish (result, &error);

  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_strdup (value), g_free);
  secret_password_free (value);
}

void
tell_secrets_lookup_async (const char *session_id,
                           const char *name,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *key = build_key (session_id, name);
  const char *value = g_hash_table_lookup (get_of_this_run (), key);

  if (value)
    g_task_return_pointer (task, g_strdup (value), g_free);
  else
    secret_password_lookup (&schema, cancellable, found_cb, g_steal_pointer (&task), "session", session_id,
                            "input", name, NULL);
}

char *
tell_secrets_lookup_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_of_session (gpointer key, gpointer value, gpointer session_id)
{
  return g_str_has_prefix (key, session_id) && ((char *) key)[strlen (session_id)] == '\n';
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error)
    g_info ("The keyring was not cleared: %s", error->message);
}

void
tell_secrets_clear (const char *session_id)
{
  g_hash_table_foreach_remove (get_of_this_run (), is_of_session, (gpointer) session_id);
  secret_password_clear (&schema, NULL, cleared_cb, NULL, "session", session_id, NULL);
}
