/* tell-document.c: a dashboard document (format 1): read, checked once, and kept with its unknown keys.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-document-private.h"

#include <string.h>

#include "eio-config.h"
#include "tell-place.h"
#include "tell-schema.h"

enum
{
  PANELS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_QUARK (tell_document_error, tell_document_error)

G_DEFINE_FINAL_TYPE (TellDocument, tell_document, G_TYPE_OBJECT)

static JsonObject *
get_connection (TellDocument *self)
{
  return json_object_get_object_member (json_node_get_object (self->root), "connection");
}

/* A URL that inputs complete is looked at when they are known. */
static gboolean
check_url (TellDocument *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (EioConfig) config = NULL;
  const char *url = tell_document_get_url (self);

  if (*url == '\0' || strstr (url, "${") != NULL)
    return TRUE;
  config = eio_config_new (url, &problem);
  if (config != NULL)
    return TRUE;
  return tell_place_fail (TELL_PLACE_KEY (TELL_PLACE_KEY (NULL, "connection"), "url"), error,
                          "expected an http or https URL, found “%s”", url);
}

static void
work_out_name (TellDocument *self)
{
  g_autoptr (GUri) uri = g_uri_parse (tell_document_get_url (self), G_URI_FLAGS_NONE, NULL);

  self->name = tell_document_dup_member (json_node_get_object (self->root), "name");
  if (self->name == NULL && uri != NULL && g_uri_get_host (uri) != NULL)
    self->name = g_strdup (g_uri_get_host (uri));
  if (self->name == NULL)
    self->name = g_strdup (*tell_document_get_url (self) ? tell_document_get_url (self) : "Dashboard");
}

/* A document may leave its server to who opens it (--url), or never need one (a replay). */
static void
ensure_connection (JsonObject *root)
{
  JsonObject *connection;

  if (json_object_has_member (root, "connection"))
    return;
  connection = json_object_new ();
  json_object_set_object_member (root, "connection", connection);
}

static gboolean
load (TellDocument *self, GError **error)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  JsonObject *root;

  if (!tell_schema_check (self->root, warnings, error))
    return FALSE;
  root = json_node_get_object (self->root);
  ensure_connection (root);
  if (!check_url (self, error))
    return FALSE;
  g_ptr_array_add (warnings, NULL);
  self->warnings = g_strdupv ((char **) warnings->pdata);
  self->inputs = tell_document_read_inputs (root);
  self->rooms = tell_document_read_rooms (root);
  self->panels = tell_document_read_panels (root, error);
  work_out_name (self);
  return self->panels != NULL;
}

static void
tell_document_finalize (GObject *object)
{
  TellDocument *self = TELL_DOCUMENT (object);

  g_clear_pointer (&self->root, json_node_unref);
  g_free (self->name);
  g_strfreev (self->warnings);
  g_clear_pointer (&self->inputs, g_ptr_array_unref);
  g_clear_pointer (&self->panels, g_ptr_array_unref);
  g_clear_pointer (&self->rooms, g_ptr_array_unref);
  G_OBJECT_CLASS (tell_document_parent_class)->finalize (object);
}

static void
tell_document_class_init (TellDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tell_document_finalize;

  signals[PANELS_CHANGED] = g_signal_new ("panels-changed", TELL_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
tell_document_init (TellDocument *self)
{
}

void
tell_document_panels_changed (TellDocument *self)
{
  g_signal_emit (self, signals[PANELS_CHANGED], 0);
}

/**
 * tell_document_new_from_bytes:
 * @bytes: the JSON text, in UTF-8
 * @error: %TELL_DOCUMENT_ERROR_SYNTAX with line and column, or %TELL_DOCUMENT_ERROR_INVALID with the JSON
 * path and what was expected there
 *
 * Returns: (transfer full) (nullable): the document
 */
TellDocument *
tell_document_new_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (TellDocument) self = g_object_new (TELL_TYPE_DOCUMENT, NULL);

  self->root = tell_document_parse (bytes, error);
  if (self->root == NULL || !load (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * tell_document_new_from_file:
 * @error: what reading it said, or what tell_document_new_from_bytes() says
 *
 * Returns: (transfer full) (nullable): the document
 */
TellDocument *
tell_document_new_from_file (GFile *file, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) bytes = NULL;

  /* One byte more than it may have, so that a larger one is seen without being read. */
  if (stream == NULL)
    return NULL;
  for (gsize size = 0; size <= TELL_DOCUMENT_MAX_SIZE;)
    {
      g_autoptr (GBytes) part = g_input_stream_read_bytes (G_INPUT_STREAM (stream), 64 * 1024, NULL, error);

      if (part == NULL)
        return NULL;
      if (g_bytes_get_size (part) == 0)
        break;
      size += g_bytes_get_size (part);
      g_output_stream_write_all (memory, g_bytes_get_data (part, NULL), g_bytes_get_size (part), NULL, NULL,
                                 NULL);
    }
  g_output_stream_close (memory, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  return tell_document_new_from_bytes (bytes, error);
}

/**
 * tell_document_new_for_url:
 * @url: a server that nobody has described yet; its path is the namespace
 *
 * Returns: (transfer full) (nullable): a document that connects and binds nothing
 */
TellDocument *
tell_document_new_for_url (const char *url, GError **error)
{
  g_autoptr (TellDocument) self = g_object_new (TELL_TYPE_DOCUMENT, NULL);
  JsonObject *root = json_object_new ();
  JsonObject *connection = json_object_new ();

  json_object_set_int_member (root, "telltale", 1);
  json_object_set_string_member (connection, "url", url);
  json_object_set_object_member (root, "connection", connection);
  self->root = json_node_init_object (json_node_alloc (), root);
  json_object_unref (root);
  if (!load (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
tell_document_get_name (TellDocument *self)
{
  g_return_val_if_fail (TELL_IS_DOCUMENT (self), NULL);

  return self->name;
}

/**
 * tell_document_get_url:
 *
 * Returns: (transfer none): `connection.url` as it is written; empty where it is not
 */
const char *
tell_document_get_url (TellDocument *self)
{
  g_return_val_if_fail (TELL_IS_DOCUMENT (self), NULL);

  return json_object_get_string_member_with_default (get_connection (self), "url", "");
}

/**
 * tell_document_set_url:
 *
 * Reaches another server with the same document; it stays as it was if @url is none.
 */
gboolean
tell_document_set_url (TellDocument *self, const char *url, GError **error)
{
  g_autoptr (EioConfig) config = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (TELL_IS_DOCUMENT (self), FALSE);

  config = eio_config_new (url, &problem);
  if (config == NULL)
    {
      g_set_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_INVALID,
                   "expected an http or https URL, found “%s”", url);
      return FALSE;
    }
  json_object_set_string_member (get_connection (self), "url", url);
  return TRUE;
}

/**
 * tell_document_get_warnings:
 *
 * Returns: (transfer none): a sentence for each unknown key, with what was probably meant
 */
GStrv
tell_document_get_warnings (TellDocument *self)
{
  g_return_val_if_fail (TELL_IS_DOCUMENT (self), NULL);

  return self->warnings;
}

GPtrArray *
tell_document_get_inputs (TellDocument *self)
{
  g_return_val_if_fail (TELL_IS_DOCUMENT (self), NULL);

  return self->inputs;
}

GPtrArray *
tell_document_get_panels (TellDocument *self)
{
  g_return_val_if_fail (TELL_IS_DOCUMENT (self), NULL);

  return self->panels;
}

GPtrArray *
tell_document_get_rooms (TellDocument *self)
{
  g_return_val_if_fail (TELL_IS_DOCUMENT (self), NULL);

  return self->rooms;
}

JsonObject *
tell_document_get_root (TellDocument *self)
{
  g_return_val_if_fail (TELL_IS_DOCUMENT (self), NULL);

  return json_node_get_object (self->root);
}

/**
 * tell_document_to_bytes:
 *
 * Returns: (transfer full): the document as a file: indented, unknown keys kept, a newline at the end
 */
GBytes *
tell_document_to_bytes (TellDocument *self)
{
  g_autofree char *json = NULL;
  char *text;

  g_return_val_if_fail (TELL_IS_DOCUMENT (self), NULL);

  json = json_to_string (self->root, TRUE);
  text = g_strconcat (json, "\n", NULL);
  return g_bytes_new_take (text, strlen (text));
}
