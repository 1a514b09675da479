/* cli-document.c: the dashboard document that a command line names, with what its options change in it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "cli-document.h"

#include "cli-connect.h"

static TellDocument *
open_document (const char *name, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (TellDocument) document = NULL;

  if (strstr (name, "://") != NULL)
    return tell_document_new_for_url (name, error);
  file = g_file_new_for_commandline_arg (name);
  document = tell_document_new_from_file (file, error);
  if (document == NULL && error && !strstr ((*error)->message, name))
    g_prefix_error (error, "%s: ", name);
  return g_steal_pointer (&document);
}

/* Unknown keys are kept, but somebody may have misspelt one. */
static void
say_warnings (TellDocument *document, const char *name)
{
  GStrv warnings = tell_document_get_warnings (document);

  for (guint i = 0; warnings[i] != NULL; i++)
    g_printerr ("telltale: %s: %s\n", name, warnings[i]);
}

static JsonObject *
ensure_object (JsonObject *parent, const char *key)
{
  JsonNode *node = json_object_get_member (parent, key);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    json_object_set_object_member (parent, key, json_object_new ());
  return json_object_get_object_member (parent, key);
}

/* What was typed is meant as it stands: "${" is no template there. */
static JsonNode *
parse_literal (const char *json, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (json, "${", -1);
  g_autofree char *escaped = g_strjoinv ("$${", parts);

  return json_from_string (escaped, error);
}

static gboolean
patch_auth (JsonObject *root, GStrv namespaces, const CliOptions *options, GError **error)
{
  for (guint i = 0; namespaces[i]; i++)
    {
      JsonObject *entry = ensure_object (ensure_object (root, "namespaces"), namespaces[i]);
      JsonNode *auth = options->auth ? parse_literal (options->auth, error) : NULL;
      JsonArray *alternatives;

      if (options->auth == NULL)
        continue;
      if (auth == NULL)
        return FALSE;
      alternatives = json_array_new ();
      json_array_add_element (alternatives, auth);
      json_object_set_array_member (entry, "auth", alternatives);
    }
  return TRUE;
}

static gboolean
patch (JsonObject *root, const CliOptions *options, GError **error)
{
  const char *given = json_object_get_string_member_with_default (root, "namespace", "/");
  g_auto (GStrv) namespaces = NULL;

  if (options->namespaces)
    {
      namespaces = cli_connect_dup_namespaces (options, "/");
      json_object_set_string_member (root, "namespace", namespaces[0]);
      json_object_remove_member (root, "namespaces");
    }
  else if (json_object_has_member (root, "namespaces"))
    {
      g_autoptr (GList) names = json_object_get_members (ensure_object (root, "namespaces"));
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

      for (GList *l = names; l; l = l->next)
        g_strv_builder_add (builder, l->data);
      namespaces = g_strv_builder_end (builder);
    }
  else
    namespaces = g_strdupv ((char *[]){ (char *) given, NULL });
  return patch_auth (root, namespaces, options, error);
}

static TellDocument *
reload (TellDocument *document, const CliOptions *options, GError **error)
{
  g_autoptr (GBytes) before = tell_document_to_bytes (document);
  g_autofree char *text = g_strndup (g_bytes_get_data (before, NULL), g_bytes_get_size (before));
  g_autoptr (JsonNode) root = json_from_string (text, error);
  g_autoptr (GBytes) after = NULL;
  char *changed;

  if (root == NULL || !patch (json_node_get_object (root), options, error))
    return NULL;
  changed = json_to_string (root, FALSE);
  after = g_bytes_new_take (changed, strlen (changed));
  return tell_document_new_from_bytes (after, error);
}

TellDocument *
cli_document_load (const CliOptions *options, const char *name, GError **error)
{
  g_autoptr (TellDocument) document = open_document (name, error);
  g_autoptr (SioArgs) auth = NULL;

  if (document == NULL)
    return NULL;
  say_warnings (document, name);
  if (options->auth && (auth = cli_connect_parse_auth (options, error)) == NULL)
    return NULL;
  if (options->auth || options->namespaces)
    {
      TellDocument *changed = reload (document, options, error);

      g_object_unref (document);
      document = changed;
      if (document == NULL)
        return NULL;
    }
  if (options->url && !tell_document_set_url (document, options->url, error))
    {
      g_prefix_error (error, "--url: ");
      return NULL;
    }
  return g_steal_pointer (&document);
}
