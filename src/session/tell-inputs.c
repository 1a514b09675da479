/* tell-inputs.c: what the user was asked once and gave: a key file beside the document, and the keyring.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-inputs.h"

#include <glib/gi18n-lib.h>

#include "tell-secrets.h"

#define GROUP "inputs"
/* In the key file and the keyring, a session variable's name has this in front, as in a document. */
#define VARIABLE '@'
/* What the key file says of a secret: that there is one, so that a keyring is not unlocked for nothing. */
#define IN_KEYRING "keyring"

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

  if (session == NULL || value == NULL)
    return;
  if (*lookup->name == VARIABLE)
    tell_engine_set_variable (tell_session_get_engine (session), lookup->name + 1, value, TRUE);
  else
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
  g_autofree char *path = build_path (session, folder);
  g_autoptr (GKeyFile) values = g_key_file_new ();
  g_auto (GStrv) names = NULL;

  if (g_key_file_load_from_file (values, path, G_KEY_FILE_NONE, NULL))
    names = g_key_file_get_keys (values, GROUP, NULL, NULL);
  for (guint i = 0; names && names[i]; i++)
    {
      g_autofree char *name = g_uri_unescape_string (names[i], NULL);
      g_autofree char *value = g_key_file_get_string (values, GROUP, names[i], NULL);

      if (name && (*name == VARIABLE || is_secret (session, name)))
        load_secret (session, name);
      else if (name && value)
        tell_session_set_input (session, name, value);
    }
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (TellSession) session = g_weak_ref_get (weak);
  g_autoptr (GError) error = NULL;

  g_weak_ref_clear (weak);
  g_free (weak);
  if (!tell_secrets_store_finish (result, &error) && session)
    tell_session_warn (session, _ ("There is no keyring: secrets are kept until the program ends."), error);
}

static void
store_secret (TellSession *session, const char *name, const char *value)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, session);
  tell_secrets_store_async (tell_session_get_id (session), name, value, tell_session_get_name (session), NULL,
                            stored_cb, weak);
}

static void
write_down (TellSession *session, GFile *folder, const char *name, const char *value)
{
  g_autofree char *path = build_path (session, folder);
  g_autofree char *parent = g_file_get_path (folder);
  g_autofree char *key = g_uri_escape_string (name, NULL, TRUE);
  g_autoptr (GKeyFile) values = g_key_file_new ();
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (parent, 0700);
  g_key_file_load_from_file (values, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  before = g_key_file_get_string (values, GROUP, key, NULL);
  if (g_strcmp0 (before, value) == 0)
    return;
  g_key_file_set_string (values, GROUP, key, value);
  if (!g_key_file_save_to_file (values, path, &error))
    tell_session_warn (session, _ ("What was entered can't be remembered."), error);
}

void
tell_inputs_save (TellSession *session, GFile *folder, const char *name, const char *value)
{
  gboolean secret = is_secret (session, name);

  write_down (session, folder, name, secret ? IN_KEYRING : value);
  if (secret)
    store_secret (session, name, value);
}

/* What a sign-in gave is kept as a password would be. */
void
tell_inputs_save_variable (TellSession *session, GFile *folder, const char *name)
{
  g_autoptr (GPtrArray) variables = tell_engine_list_variables (tell_session_get_engine (session));

  for (guint i = 0; i < variables->len; i++)
    {
      TellVariable *variable = g_ptr_array_index (variables, i);
      g_autofree char *key = g_strdup_printf ("%c%s", VARIABLE, variable->name);

      if (!variable->secret || variable->value == NULL || !g_str_equal (variable->name, name))
        continue;
      write_down (session, folder, key, IN_KEYRING);
      store_secret (session, key, variable->value);
    }
}

void
tell_inputs_forget (TellSession *session, GFile *folder)
{
  g_autofree char *path = build_path (session, folder);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (g_file_delete (file, NULL, NULL))
    tell_secrets_clear (tell_session_get_id (session));
}
