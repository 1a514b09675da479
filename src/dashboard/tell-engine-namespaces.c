/* tell-engine-namespaces.c: the "namespaces" of a document, compiled: what they are called, and the ways to sign in to each.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-engine-connection.h"

#include <string.h>

void
tell_namespace_spec_free (gpointer spec)
{
  TellNamespaceSpec *self = spec;

  g_clear_pointer (&self->name, tell_template_free);
  g_free (self->nsp);
  g_ptr_array_unref (self->auths);
  g_free (self);
}

/* One payload, or a list of alternatives. */
static gboolean
compile_auths (TellNamespaceSpec *spec,
               JsonNode *node,
               TellScope *scope,
               const TellPlace *place,
               GError **error)
{
  gboolean list = node != NULL && JSON_NODE_HOLDS_ARRAY (node);
  guint n = list ? json_array_get_length (json_node_get_array (node)) : node != NULL;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *one = list ? json_array_get_element (json_node_get_array (node), i) : node;
      const TellPlace *here = list ? TELL_PLACE_INDEX (place, i) : place;
      TellTemplate *auth;

      if (!JSON_NODE_HOLDS_OBJECT (one))
        return tell_place_fail (here, error, "expected an object, found %s", tell_node_describe (one));
      auth = tell_template_new (one, scope, FALSE, here, error);
      if (auth == NULL)
        return FALSE;
      g_ptr_array_add (spec->auths, auth);
    }
  return TRUE;
}

/* NODE: what the document says of it, nullable. */
static gboolean
add_namespace (TellEngine *self,
               const char *name,
               JsonNode *node,
               TellScope *scope,
               const TellPlace *place,
               GError **error)
{
  TellNamespaceSpec *spec = g_new0 (TellNamespaceSpec, 1);
  JsonNode *auth = node ? json_object_get_member (json_node_get_object (node), "auth") : NULL;

  spec->auths = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_template_free);
  g_ptr_array_add (self->namespaces, spec);
  spec->name = tell_template_new_text (name, scope, TELL_PLACE_KEY (place, name), error);
  return spec->name != NULL &&
         compile_auths (spec, auth, scope, TELL_PLACE_KEY (TELL_PLACE_KEY (place, name), "auth"), error);
}

gboolean
tell_engine_compile_namespaces (TellEngine *self, JsonObject *root, TellScope *scope, GError **error)
{
  const TellPlace *place = TELL_PLACE_KEY (NULL, "namespaces");
  JsonObjectIter iter;
  const char *nsp;
  JsonNode *node;

  if (!json_object_has_member (root, "namespaces"))
    return add_namespace (self, self->nsp, NULL, scope, TELL_PLACE_KEY (NULL, "namespace"), error);
  json_object_iter_init_ordered (&iter, json_object_get_object_member (root, "namespaces"));
  while (json_object_iter_next_ordered (&iter, &nsp, &node))
    if (!add_namespace (self, nsp, node, scope, place, error))
      return FALSE;
  return TRUE;
}

/* What the names of the namespaces come to with the values of now. */
static void
resolve_namespaces (TellEngine *self)
{
  TellScratchMark mark = tell_scratch_mark (self->scratch);
  TellContext context;

  tell_engine_init_context (self, &context);
  for (guint i = 0; i < self->namespaces->len; i++)
    {
      TellNamespaceSpec *spec = g_ptr_array_index (self->namespaces, i);
      const char *name = tell_template_get_text (spec->name, &context);

      g_free (spec->nsp);
      spec->nsp = name ? g_strconcat (name[0] == '/' ? "" : "/", name, NULL) : NULL;
    }
  tell_scratch_release (self->scratch, mark);
}

static gboolean
check_alternatives (TellEngine *self, TellNamespaceSpec *spec, GError **error)
{
  guint alternative = 0;
  g_autoptr (SioArgs) auth = spec->nsp ? tell_engine_build_auth (self, spec->nsp, &alternative) : NULL;

  for (guint i = 0; auth == NULL && i < spec->auths->len; i++)
    if (!tell_engine_require (self, g_ptr_array_index (spec->auths, i), error))
      return FALSE;
  return TRUE;
}

gboolean
tell_engine_check_namespaces (TellEngine *self, GError **error)
{
  resolve_namespaces (self);
  for (guint i = 0; i < self->namespaces->len; i++)
    {
      TellNamespaceSpec *spec = g_ptr_array_index (self->namespaces, i);

      if (!tell_engine_require (self, spec->name, error) || !check_alternatives (self, spec, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * tell_engine_get_namespaces:
 *
 * Returns: (transfer full): the namespaces to connect, in the document's order; one whose name lacks a value is not among them
 */
GStrv
tell_engine_get_namespaces (TellEngine *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_return_val_if_fail (TELL_IS_ENGINE (self), NULL);

  resolve_namespaces (self);
  for (guint i = 0; i < self->namespaces->len; i++)
    {
      TellNamespaceSpec *spec = g_ptr_array_index (self->namespaces, i);

      if (spec->nsp != NULL)
        g_strv_builder_add (names, spec->nsp);
    }
  return g_strv_builder_end (names);
}

/**
 * tell_engine_build_auth:
 * @alternative: (inout): where to begin; where the result was found
 *
 * Returns: (transfer full) (nullable): the payload of CONNECT for @nsp: the first alternative whose values
 * are all there; %NULL if there is none, or none any more
 */
SioArgs *
tell_engine_build_auth (TellEngine *self, const char *nsp, guint *alternative)
{
  TellNamespaceSpec *spec = NULL;
  SioArgs *auth = NULL;

  g_return_val_if_fail (TELL_IS_ENGINE (self), NULL);

  for (guint i = 0; i < self->namespaces->len && spec == NULL; i++)
    if (g_strcmp0 (((TellNamespaceSpec *) g_ptr_array_index (self->namespaces, i))->nsp, nsp) == 0)
      spec = g_ptr_array_index (self->namespaces, i);
  for (; spec != NULL && auth == NULL && *alternative < spec->auths->len; (*alternative)++)
    auth = tell_engine_build_value (self, g_ptr_array_index (spec->auths, *alternative));
  if (auth != NULL)
    (*alternative)--;
  return auth;
}
