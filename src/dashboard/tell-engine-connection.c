/* tell-engine-connection.c: the "connection" of a document, compiled, and what it comes to with inputs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-engine-connection.h"

#include <string.h>

#include "eio-config-engine.h"
#include "tell-document-private.h"

void
tell_pair_free (gpointer pair)
{
  TellPair *self = pair;

  g_free (self->name);
  g_clear_pointer (&self->value, tell_template_free);
  g_free (self);
}

static gboolean
compile_pairs (GPtrArray *pairs,
               JsonObject *connection,
               const char *key,
               TellScope *scope,
               const TellPlace *place,
               GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!json_object_has_member (connection, key))
    return TRUE;
  json_object_iter_init_ordered (&iter, json_object_get_object_member (connection, key));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      TellPair *pair = g_new0 (TellPair, 1);

      pair->name = g_strdup (name);
      pair->value =
          tell_template_new (node, scope, TRUE, TELL_PLACE_KEY (TELL_PLACE_KEY (place, key), name), error);
      g_ptr_array_add (pairs, pair);
      if (pair->value == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
compile_path (TellEngine *self,
              JsonObject *connection,
              TellScope *scope,
              const TellPlace *place,
              GError **error)
{
  if (!json_object_has_member (connection, "path"))
    return TRUE;
  self->path = tell_template_new (json_object_get_member (connection, "path"), scope, TRUE,
                                  TELL_PLACE_KEY (place, "path"), error);
  return self->path != NULL;
}

gboolean
tell_engine_compile_connection (TellEngine *self, JsonObject *root, GError **error)
{
  JsonObject *connection = json_object_get_object_member (root, "connection");
  const TellPlace *place = TELL_PLACE_KEY (NULL, "connection");
  TellScope scope = { .variables = self->variables };

  if (!compile_path (self, connection, &scope, place, error) ||
      !compile_pairs (self->query, connection, "query", &scope, place, error) ||
      !compile_pairs (self->headers, connection, "headers", &scope, place, error))
    return FALSE;
  self->login = tell_login_spec_new (connection, self->variables, place, error);
  if (self->login == NULL && json_object_has_member (connection, "login"))
    return FALSE;
  return tell_engine_compile_namespaces (self, root, &scope, error);
}

/* The first input without a value whose name stands in SOURCE. */
static const char *
find_missing_input (TellEngine *self, const char *source)
{
  for (guint i = 0; i < tell_variables_get_size (self->variables, TELL_NAME_INPUT); i++)
    {
      const char *name = tell_variables_get_name (self->variables, TELL_NAME_INPUT, i);
      TellValue value = tell_variables_get (self->variables, TELL_NAME_INPUT, i);
      g_autofree char *escaped = g_regex_escape_string (name, -1);
      g_autofree char *pattern = g_strdup_printf ("[${ ]%s[^A-Za-z0-9_-]", escaped);

      if (tell_value_is_absent (&value) && g_regex_match_simple (pattern, source, 0, 0))
        return name;
    }
  return NULL;
}

gboolean
tell_engine_require (TellEngine *self, TellTemplate *template, GError **error)
{
  const char *missing = find_missing_input (self, tell_template_get_source (template));

  if (missing == NULL)
    return TRUE;
  g_set_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_MISSING, "the input “%s” is needed first",
               missing);
  return FALSE;
}

/* Every input that is needed to connect has a value. */
static gboolean
check_inputs (TellEngine *self, GError **error)
{
  for (guint i = 0; i < self->emits->connect->len; i++)
    if (!tell_engine_require (self, ((TellEmitSpec *) g_ptr_array_index (self->emits->connect, i))->emit,
                              error))
      return FALSE;
  return tell_engine_check_namespaces (self, error);
}

static SioConfig *
create_config (TellEngine *self, GError **error)
{
  TellScope scope = { .variables = self->variables };
  g_autoptr (TellTemplate) template =
      tell_template_new_text (tell_document_get_url (self->document), &scope,
                              TELL_PLACE_KEY (TELL_PLACE_KEY (NULL, "connection"), "url"), error);
  TellScratchMark mark = tell_scratch_mark (self->scratch);
  SioConfig *config = NULL;
  TellContext context;
  const char *url;

  if (template == NULL || !tell_engine_require (self, template, error))
    return NULL;
  tell_engine_init_context (self, &context);
  url = tell_template_get_text (template, &context);
  if (url != NULL && *url == '\0')
    g_set_error_literal (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_INVALID,
                         "connection.url: expected the server's URL");
  else if (url != NULL)
    config = sio_config_new (url, error);
  else
    g_set_error_literal (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_MISSING,
                         "connection.url: a value is missing");
  tell_scratch_release (self->scratch, mark);
  return config;
}

typedef void (*PairFunc) (EioConfig *config, const char *name, const char *value);

/* What has no value yet (a variable that a login sets) is left out. */
static gboolean
apply_pairs (TellEngine *self, GPtrArray *pairs, EioConfig *config, PairFunc func, GError **error)
{
  TellScratchMark mark = tell_scratch_mark (self->scratch);
  TellContext context;

  tell_engine_init_context (self, &context);
  for (guint i = 0; i < pairs->len; i++)
    {
      TellPair *pair = g_ptr_array_index (pairs, i);
      const char *value = tell_template_get_text (pair->value, &context);

      if (value != NULL)
        func (config, pair->name, value);
      else if (!tell_engine_require (self, pair->value, error))
        return FALSE;
    }
  tell_scratch_release (self->scratch, mark);
  return TRUE;
}

static gboolean
apply_path (TellEngine *self, EioConfig *config, GError **error)
{
  TellScratchMark mark = tell_scratch_mark (self->scratch);
  TellContext context;
  const char *path;

  if (self->path == NULL)
    return TRUE;
  if (!tell_engine_require (self, self->path, error))
    return FALSE;
  tell_engine_init_context (self, &context);
  path = tell_template_get_text (self->path, &context);
  if (path != NULL)
    eio_config_set_path (config, path);
  tell_scratch_release (self->scratch, mark);
  return TRUE;
}

static void
apply_transports (EioConfig *config, JsonObject *connection)
{
  JsonNode *node = json_object_get_member (connection, "transports");
  gboolean list = node != NULL && JSON_NODE_HOLDS_ARRAY (node);
  guint n = list ? json_array_get_length (json_node_get_array (node)) : node != NULL;
  EioTransportKind kinds[2];
  guint n_kinds = 0;

  for (guint i = 0; i < n && n_kinds < G_N_ELEMENTS (kinds); i++)
    {
      const char *name =
          list ? json_array_get_string_element (json_node_get_array (node), i) : json_node_get_string (node);

      if (strcmp (name, "polling") == 0)
        kinds[n_kinds++] = EIO_TRANSPORT_POLLING;
      else if (strcmp (name, "websocket") == 0)
        kinds[n_kinds++] = EIO_TRANSPORT_WEBSOCKET;
    }
  if (n_kinds > 0)
    eio_config_set_transports (config, kinds, n_kinds);
}

static void
apply_fixed (SioConfig *config, JsonObject *connection)
{
  EioConfig *engine = sio_config_get_engine (config);
  g_autofree char *protocol = tell_document_dup_member (connection, "protocol");
  g_autofree char *parser = tell_document_dup_member (connection, "parser");
  JsonObject *tls =
      json_object_has_member (connection, "tls") ? json_object_get_object_member (connection, "tls") : NULL;
  g_autofree char *pin = tls ? tell_document_dup_member (tls, "trust") : NULL;

  if (g_strcmp0 (protocol, "4") == 0)
    eio_config_set_protocol (engine, EIO_PROTOCOL_4);
  else if (g_strcmp0 (protocol, "3") == 0)
    eio_config_set_protocol (engine, EIO_PROTOCOL_3);
  if (g_strcmp0 (parser, "msgpack") == 0)
    sio_config_set_parser (config, SIO_PARSER_MSGPACK);
  if (pin != NULL)
    eio_config_set_pin (engine, pin);
  apply_transports (engine, connection);
}

/**
 * tell_engine_build_config:
 * @error: %TELL_DOCUMENT_ERROR_MISSING names an input that is needed first
 *
 * Returns: (transfer full) (nullable): the connection as the document describes it, with the inputs and
 * variables filled in that are there
 */
SioConfig *
tell_engine_build_config (TellEngine *self, GError **error)
{
  JsonObject *connection =
      json_object_get_object_member (tell_document_get_root (self->document), "connection");
  g_autoptr (SioConfig) config = NULL;
  EioConfig *engine;

  g_return_val_if_fail (TELL_IS_ENGINE (self), NULL);

  config = create_config (self, error);
  if (config == NULL)
    return NULL;
  engine = sio_config_get_engine (config);
  eio_config_set_clock (engine, self->clock);
  apply_fixed (config, connection);
  if (!apply_path (self, engine, error) ||
      !apply_pairs (self, self->query, engine, eio_config_add_query, error) ||
      !apply_pairs (self, self->headers, engine, eio_config_add_header, error) || !check_inputs (self, error))
    return NULL;
  return g_steal_pointer (&config);
}
