/* tell-login.c: "connection.login": an HTTP request before connecting, never to another host.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-login.h"

#include <string.h>

#include "tell-engine-private.h"

static void
login_set_free (gpointer data)
{
  TellLoginSet *self = data;

  g_free (self->name);
  g_free (self->pointer);
  g_clear_pointer (&self->template, tell_template_free);
  g_free (self);
}

/* A pointer into the answer, or a template that reads it. */
static gboolean
compile_source (TellLoginSet *set,
                const char *text,
                TellVariables *variables,
                const TellPlace *place,
                GError **error)
{
  TellScope scope = { .variables = variables, .flags = TELL_SCOPE_EVENT };
  g_autoptr (TellPath) path = NULL;
  g_autoptr (GError) problem = NULL;

  if (text != NULL && strstr (text, "${") != NULL)
    {
      set->template = tell_template_new_text (text, &scope, place, error);
      return set->template != NULL;
    }
  set->pointer = g_strdup (text);
  if (text != NULL)
    path = tell_path_new_pointer (text, strlen (text), &problem);
  return path != NULL || tell_place_fail (place, error, "%s",
                                          problem ? problem->message : "expected a pointer or a template");
}

static gboolean
compile_sets (TellLoginSpec *self,
              JsonObject *login,
              TellVariables *variables,
              const TellPlace *place,
              GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!json_object_has_member (login, "set"))
    return TRUE;
  json_object_iter_init_ordered (&iter, json_object_get_object_member (login, "set"));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      TellLoginSet *set = g_new0 (TellLoginSet, 1);
      g_autofree char *source = tell_node_is_text (node) ? json_node_dup_string (node) : NULL;

      set->name = g_strdup (name);
      set->variable = tell_variables_intern (variables, TELL_NAME_VARIABLE, name);
      g_ptr_array_add (self->sets, set);
      if (!compile_source (set, source, variables, TELL_PLACE_KEY (TELL_PLACE_KEY (place, "set"), name),
                           error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
compile (TellLoginSpec *self,
         JsonObject *login,
         TellVariables *variables,
         const TellPlace *place,
         GError **error)
{
  TellScope scope = { .variables = variables };
  const char *path;

  self->post = json_object_has_member (login, "post");
  if (self->post == json_object_has_member (login, "get"))
    return tell_place_fail (place, error, "expected either “post” or “get”");
  path = json_object_get_string_member (login, self->post ? "post" : "get");
  self->path =
      tell_template_new_text (path, &scope, TELL_PLACE_KEY (place, self->post ? "post" : "get"), error);
  if (self->path == NULL)
    return FALSE;
  if (path[0] != '/' || path[1] == '/')
    return tell_place_fail (TELL_PLACE_KEY (place, self->post ? "post" : "get"), error,
                            "expected a path on the same server, that begins with “/”");
  if (json_object_has_member (login, "json"))
    self->json = tell_template_new (json_object_get_member (login, "json"), &scope, FALSE,
                                    TELL_PLACE_KEY (place, "json"), error);
  if (self->json == NULL && json_object_has_member (login, "json"))
    return FALSE;
  return compile_sets (self, login, variables, place, error);
}

TellLoginSpec *
tell_login_spec_new (JsonObject *connection, TellVariables *variables, const TellPlace *place, GError **error)
{
  TellLoginSpec *self;

  if (!json_object_has_member (connection, "login"))
    return NULL;
  self = g_new0 (TellLoginSpec, 1);
  self->sets = g_ptr_array_new_with_free_func (login_set_free);
  if (compile (self, json_object_get_object_member (connection, "login"), variables,
               TELL_PLACE_KEY (place, "login"), error))
    return self;
  tell_login_spec_free (self);
  return NULL;
}

void
tell_login_spec_free (TellLoginSpec *self)
{
  g_clear_pointer (&self->path, tell_template_free);
  g_clear_pointer (&self->json, tell_template_free);
  g_ptr_array_unref (self->sets);
  g_free (self);
}

void
tell_login_free (TellLogin *self)
{
  g_free (self->method);
  g_free (self->url);
  g_free (self->json);
  g_free (self);
}

gboolean
tell_engine_has_login (TellEngine *self)
{
  g_return_val_if_fail (TELL_IS_ENGINE (self), FALSE);

  return self->login != NULL;
}

/* The path on the server that the connection goes to; a template can't lead anywhere else. */
static char *
resolve (TellEngine *self, const char *path, GError **error)
{
  g_autoptr (SioConfig) config = tell_engine_build_config (self, error);
  g_autoptr (GUri) uri = NULL;
  GUri *base;

  if (config == NULL)
    return NULL;
  base = eio_config_get_uri (sio_config_get_engine (config));
  uri = g_uri_parse_relative (base, path, G_URI_FLAGS_NONE, error);
  if (uri == NULL)
    return NULL;
  if (g_strcmp0 (g_uri_get_host (uri), g_uri_get_host (base)) == 0 &&
      g_uri_get_port (uri) == g_uri_get_port (base) &&
      g_strcmp0 (g_uri_get_scheme (uri), g_uri_get_scheme (base)) == 0)
    return g_uri_to_string (uri);
  g_set_error_literal (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_INVALID,
                       "connection.login: expected a path on the same server");
  return NULL;
}

/**
 * tell_engine_build_login:
 * @error: %TELL_DOCUMENT_ERROR_MISSING names an input that is needed first
 *
 * Returns: (transfer full) (nullable): the request to make before connecting
 */
TellLogin *
tell_engine_build_login (TellEngine *self, GError **error)
{
  g_autoptr (TellLogin) login = NULL;
  g_autoptr (SioArgs) path = NULL;
  g_autoptr (SioArgs) body = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (TELL_IS_ENGINE (self) && self->login != NULL, NULL);

  path = tell_engine_build_value (self, self->login->path);
  body = self->login->json ? tell_engine_build_value (self, self->login->json) : NULL;
  if (!tell_engine_require (self, self->login->path, error) ||
      (self->login->json != NULL && !tell_engine_require (self, self->login->json, error)))
    return NULL;
  if (path == NULL || (body == NULL && self->login->json != NULL))
    {
      g_set_error_literal (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_MISSING,
                           "connection.login: a value is missing");
      return NULL;
    }
  login = g_new0 (TellLogin, 1);
  login->method = g_strdup (self->login->post ? "POST" : "GET");
  text = sio_value_dup_string (sio_args_get_root (path), NULL);
  login->url = resolve (self, text ? text : "/", error);
  if (body != NULL)
    {
      GString *json = g_string_new (NULL);

      sio_value_append_json (sio_args_get_root (body), json);
      login->json = g_string_free (json, FALSE);
    }
  return login->url ? g_steal_pointer (&login) : NULL;
}

/* What SET reads from the answer; SCRATCH keeps it until it is released. */
static TellValue
read_one (TellEngine *self, TellLoginSet *set, SioArgs *answer, const char *text)
{
  TellIncoming incoming = { .name = "login", .args = answer, .whole = TRUE };
  g_autoptr (TellPath) path = NULL;
  TellContext context;

  if (set->template == NULL)
    {
      path = tell_path_new_pointer (set->pointer, strlen (set->pointer), NULL);
      return tell_path_evaluate_in (path, tell_value_from_sio (sio_args_get_root (answer)), self->scratch);
    }
  tell_engine_init_context (self, &context);
  incoming.text = answer ? NULL : text;
  context.incoming = &incoming;
  return tell_template_evaluate (set->template, &context);
}

static gboolean
take_one (TellEngine *self, TellLoginSet *set, SioArgs *answer, const char *text, GError **error)
{
  TellScratchMark mark = tell_scratch_mark (self->scratch);
  TellValue value = read_one (self, set, answer, text);
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (SioArgs) args = NULL;

  if (!tell_value_is_absent (&value))
    {
      tell_value_write (&value, writer);
      args = sio_writer_finish (writer);
    }
  tell_scratch_release (self->scratch, mark);
  if (args != NULL)
    tell_engine_assign (self, set->name, args, TRUE);
  else
    g_set_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_MISSING,
                 "the answer to the sign-in has nothing at “%s”",
                 set->pointer ? set->pointer : tell_template_get_source (set->template));
  return args != NULL;
}

static gboolean
needs_json (TellLoginSpec *self)
{
  for (guint i = 0; i < self->sets->len; i++)
    if (((TellLoginSet *) g_ptr_array_index (self->sets, i))->template == NULL)
      return TRUE;
  return FALSE;
}

/**
 * tell_engine_take_login_answer:
 * @body: what the server answered; JSON if the document points into it
 *
 * Returns: %FALSE when what the document looks for is not there
 */
gboolean
tell_engine_take_login_answer (TellEngine *self, GBytes *body, GError **error)
{
  g_autoptr (SioArgs) answer = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (TELL_IS_ENGINE (self) && self->login != NULL, FALSE);

  if (self->login->sets->len == 0)
    return TRUE;
  answer = sio_args_new (body, 0, NULL, &problem);
  if (answer == NULL && needs_json (self->login))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  text = g_utf8_make_valid (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  for (guint i = 0; i < self->login->sets->len; i++)
    if (!take_one (self, g_ptr_array_index (self->login->sets, i), answer, text, error))
      return FALSE;
  return TRUE;
}
