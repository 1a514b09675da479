/* tell-inputs.c: what the user was asked once and gave: plain values in a key file beside the document,
 * secrets in the keyring. SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-inputs.h"

#include "tell-secrets.h"

#define GROUP "inputs"

/* A secret on its way from the keyring; the session may be gone when it comes. */
typedef struct
{
  GWeakRef session;
  char *name;
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  g_weak_ref_clear (&lookup->session);
  g_free (lookup->name);
  g_free (lookup);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lookup, lookup_free)

static char *
build_path (TellSession *session, GFile *folder)
{
  g_autofree char *name = g_strconcat (tell_session_get_id (session), ".inputs", NULL);
  g_autoptr (GFile) file = g_file_get_child (folder, name);

  return g_file_get_path (file);
}

static gboolean
is_secret (TellSession *session, const char *name)
{
  GPtrArray *inputs = tell_document_get_inputs (tell_session_get_document (session));

  for (guint i = 0; i < inputs->len; i++)
    {
      TellInput *input = g_ptr_array_index (inputs, i);

      if (g_str_equal (input->name, name))
        return input->secret;
    }
  return TRUE; /* unknown: nothing to write down */
}

static void
secret_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Lookup) lookup = user_data;
  g_autoptr (TellSession) session = g_weak_ref_get (&lookup->session);
  g_autofree char *value = tell_secrets_lookup_finish (result, NULL);

  if (session && value)
    tell_session_set_input (session, lookup->name, value);
}

static void
load_secret (TellSession *session, const char *name)
{
  Lookup *lookup = g_new0 (Lookup, 1);

  g_weak_ref_init (&lookup->session, session);
  lookup->name = g_strdup (name);
  tell_secrets_lookup_async (tell_session_get_id (session), name, NULL, secret_cb, lookup);
}

void
tell_inputs_load (TellSession *session, GFile *folder)
{
  GPtrArray *inputs = tell_document_get_inputs (tell_session_get_document (session));
  g_autofree char *path = build_path (session, folder);
  g_autoptr (GKeyFile) values = g_key_file_new ();

  if (!g_key_file_load_from_file (values, path, G_KEY_FILE_NONE, NULL))
    return;
  for (guint i = 0; i < inputs->len; i++)
    {
      TellInput *input = g_ptr_array_index (inputs, i);
      g_autofree char *value = g_key_file_get_string (values, GROUP, input->name, NULL);

      if (value && input->secret)
        load_secret (session, input->name);
      else if (value)
        tell_session_set_input (session, input->name, value);
    }
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!tell_secrets_store_finish (result, &error))
    g_info ("The secret is kept for this run only: %s", error->message);
}

/* Of a secret the key file says only that there is one, so that a keyring is not unlocked for nothing. */
void
tell_inputs_save (TellSession *session, GFile *folder, const char *name, const char *value)
{
  g_autofree char *path = build_path (session, folder);
  g_autofree char *parent = g_file_get_path (folder);
  g_autoptr (GKeyFile) values = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (parent, 0700);
  g_key_file_load_from_file (values, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  g_key_file_set_string (values, GROUP, name, is_secret (session, name) ? "keyring" : value);
  if (!g_key_file_save_to_file (values, path, &error))
    g_info ("Inputs can't be remembered: %s", error->message);
  if (is_secret (session, name))
    tell_secrets_store_async (tell_session_get_id (session), name, value, tell_session_get_name (session),
                              NULL, stored_cb, NULL);
}

void
tell_inputs_forget (TellSession *session, GFile *folder)
{
  g_autofree char *path = build_path (session, folder);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (g_file_delete (file, NULL, NULL))
    tell_secrets_clear (tell_session_get_id (session));
}
