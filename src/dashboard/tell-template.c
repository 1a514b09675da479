/* tell-template.c: text with "${…}" in it, compiled once; objects and arrays of such text are written anew
 * each time. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-template.h"

#include <string.h>

#include "tell-token.h"

/* A document that nests deeper was made to break something. */
#define MAX_DEPTH 32

typedef enum
{
  KIND_CONSTANT,   /* text, number, boolean, null */
  KIND_EXPRESSION, /* exactly one ${…}: keeps its type */
  KIND_TEXT,       /* parts become text */
  KIND_STRUCTURE,  /* an object or array with something to fill in */
} Kind;

/* Either literal text or an expression. */
typedef struct
{
  char *text;
  gsize length;
  TellExpression *expression;
} Part;

struct _TellTemplate
{
  Kind kind;
  char *source;
  TellValue constant;
  SioArgs *constant_args; /* nullable: what constant points into */
  TellExpression *expression;
  GArray *parts;       /* of Part */
  gboolean is_object;  /* of a structure */
  GPtrArray *keys;     /* of an object: owned */
  GPtrArray *children; /* owned TellTemplate */
};

static void
part_clear (gpointer data)
{
  Part *part = data;

  g_free (part->text);
  g_clear_pointer (&part->expression, tell_expression_free);
}

static void
add_text (TellTemplate *self, GString *pending)
{
  Part part = { g_strndup (pending->str, pending->len), pending->len, NULL };

  if (pending->len == 0)
    {
      g_free (part.text);
      return;
    }
  g_array_append_val (self->parts, part);
  g_string_truncate (pending, 0);
}

/* The expression that begins behind "${" at TEXT; gives what is behind its "}". */
static const char *
add_expression (TellTemplate *self, const char *text, TellScope *scope, GError **error)
{
  TellToken rest = { text + 2, strlen (text + 2) };
  gsize end = tell_token_find (rest, '}');
  TellToken inner = tell_token_trim ((TellToken){ rest.text, end });
  Part part = { NULL, 0, NULL };

  if (end == rest.length)
    {
      g_set_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_INVALID, "expected “}” behind “%.40s”",
                   text);
      return NULL;
    }
  part.expression = tell_expression_new (inner.text, inner.length, scope, error);
  if (part.expression == NULL)
    return NULL;
  g_array_append_val (self->parts, part);
  return rest.text + end + 1;
}

static gboolean
parse_parts (TellTemplate *self, const char *text, TellScope *scope, GError **error)
{
  g_autoptr (GString) pending = g_string_new (NULL);

  while (text != NULL && *text != '\0')
    if (g_str_has_prefix (text, "$${"))
      {
        g_string_append (pending, "${");
        text += 3;
      }
    else if (g_str_has_prefix (text, "${"))
      {
        add_text (self, pending);
        text = add_expression (self, text, scope, error);
      }
    else
      g_string_append_c (pending, *text++);
  add_text (self, pending);
  return text != NULL;
}

/* What the parts make: nothing or text alone is a constant, one expression alone keeps its type. */
static void
settle_kind (TellTemplate *self)
{
  Part *first = self->parts->len > 0 ? &g_array_index (self->parts, Part, 0) : NULL;

  if (first == NULL)
    self->constant = tell_value_from_text ("", 0);
  else if (self->parts->len == 1 && first->expression != NULL)
    {
      self->kind = KIND_EXPRESSION;
      self->expression = g_steal_pointer (&first->expression);
    }
  else if (self->parts->len == 1)
    self->constant = tell_value_from_text (first->text, first->length);
  else
    self->kind = KIND_TEXT;
}

static gboolean
compile_text (TellTemplate *self, const char *text, TellScope *scope, const TellPlace *place, GError **error)
{
  g_autoptr (GError) problem = NULL;

  self->source = g_strdup (text);
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, part_clear);
  if (!parse_parts (self, text, scope, &problem))
    return tell_place_fail (place, error, "%s", problem->message);
  settle_kind (self);
  return TRUE;
}

static TellTemplate *compile_node (JsonNode *, TellScope *, guint, const TellPlace *, GError **);

static gboolean
compile_array (TellTemplate *self,
               JsonArray *array,
               TellScope *scope,
               guint depth,
               const TellPlace *place,
               GError **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      TellTemplate *child = compile_node (json_array_get_element (array, i), scope, depth + 1,
                                          TELL_PLACE_INDEX (place, i), error);

      if (child == NULL)
        return FALSE;
      g_ptr_array_add (self->children, child);
    }
  return TRUE;
}

static gboolean
compile_object (TellTemplate *self,
                JsonObject *object,
                TellScope *scope,
                guint depth,
                const TellPlace *place,
                GError **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  self->is_object = TRUE;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      TellTemplate *child = compile_node (node, scope, depth + 1, TELL_PLACE_KEY (place, key), error);

      if (child == NULL)
        return FALSE;
      g_ptr_array_add (self->keys, g_strdup (key));
      g_ptr_array_add (self->children, child);
    }
  return TRUE;
}

static gboolean
compile_structure (TellTemplate *self,
                   JsonNode *node,
                   TellScope *scope,
                   guint depth,
                   const TellPlace *place,
                   GError **error)
{
  self->kind = KIND_STRUCTURE;
  self->source = json_to_string (node, FALSE);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_template_free);
  if (depth > MAX_DEPTH)
    return tell_place_fail (place, error, "expected at most %d levels", MAX_DEPTH);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return compile_array (self, json_node_get_array (node), scope, depth, place, error);
  return compile_object (self, json_node_get_object (node), scope, depth, place, error);
}

static void
compile_constant (TellTemplate *self, JsonNode *node)
{
  self->source = json_to_string (node, FALSE);
  self->constant_args = sio_args_new_node (node);
  self->constant = tell_value_from_sio (sio_args_get_root (self->constant_args));
}

static gboolean
has_expressions (JsonNode *node)
{
  g_autofree char *json = json_to_string (node, FALSE);

  return strstr (json, "${") != NULL;
}

static TellTemplate *
compile_node (JsonNode *node, TellScope *scope, guint depth, const TellPlace *place, GError **error)
{
  g_autoptr (TellTemplate) self = g_new0 (TellTemplate, 1);
  gboolean ok = TRUE;

  if (tell_node_is_text (node))
    ok = compile_text (self, json_node_get_string (node), scope, place, error);
  else if (!JSON_NODE_HOLDS_VALUE (node) && has_expressions (node))
    ok = compile_structure (self, node, scope, depth, place, error);
  else
    compile_constant (self, node);
  return ok ? g_steal_pointer (&self) : NULL;
}

static TellValue
evaluate_text (TellTemplate *self, TellContext *context)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = &g_array_index (self->parts, Part, i);
      TellValue value = TELL_VALUE_INIT;
      const char *text = part->text;

      if (part->expression != NULL)
        {
          value = tell_expression_evaluate (part->expression, context);
          text = tell_value_get_text (&value, context->scratch, NULL);
        }
      if (text == NULL)
        return (TellValue) TELL_VALUE_INIT;
      g_string_append (out, text);
    }
  return tell_value_from_text (tell_scratch_copy (context->scratch, out->str, out->len), out->len);
}

static gboolean
write_structure (TellTemplate *self, TellContext *context, SioWriter *writer)
{
  gboolean complete = TRUE;

  if (self->is_object)
    sio_writer_begin_object (writer);
  else
    sio_writer_begin_array (writer);
  for (guint i = 0; i < self->children->len; i++)
    {
      TellTemplate *child = g_ptr_array_index (self->children, i);
      TellValue value = TELL_VALUE_INIT;

      if (self->is_object)
        sio_writer_key (writer, g_ptr_array_index (self->keys, i));
      if (child->kind == KIND_STRUCTURE)
        {
          complete &= write_structure (child, context, writer);
          continue;
        }
      value = tell_template_evaluate (child, context);
      complete &= child->kind == KIND_CONSTANT || !tell_value_is_absent (&value);
      tell_scratch_charge (context->scratch, tell_value_get_size (&value));
      tell_value_write (&value, writer);
    }
  sio_writer_end (writer);
  return complete;
}

static TellValue
evaluate_structure (TellTemplate *self, TellContext *context, gboolean partly)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  gboolean complete = write_structure (self, context, writer);
  SioArgs *args = tell_scratch_hold (context->scratch, sio_writer_finish (writer));

  return complete || partly ? tell_value_from_sio (sio_args_get_root (args)) : (TellValue) TELL_VALUE_INIT;
}

TellTemplate *
tell_template_new (JsonNode *node, TellScope *scope, gboolean scalar, const TellPlace *place, GError **error)
{
  if (scalar && (JSON_NODE_HOLDS_ARRAY (node) || JSON_NODE_HOLDS_OBJECT (node)))
    {
      tell_place_fail (place, error, "expected a template, found %s", tell_node_describe (node));
      return NULL;
    }
  return compile_node (node, scope, 0, place, error);
}

TellTemplate *
tell_template_new_text (const char *text, TellScope *scope, const TellPlace *place, GError **error)
{
  g_autoptr (TellTemplate) self = g_new0 (TellTemplate, 1);

  return compile_text (self, text, scope, place, error) ? g_steal_pointer (&self) : NULL;
}

void
tell_template_free (TellTemplate *self)
{
  g_free (self->source);
  g_clear_pointer (&self->constant_args, sio_args_unref);
  g_clear_pointer (&self->expression, tell_expression_free);
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

TellValue
tell_template_evaluate (TellTemplate *self, TellContext *context)
{
  switch (self->kind)
    {
    case KIND_EXPRESSION:
      return tell_expression_evaluate (self->expression, context);
    case KIND_TEXT:
      return evaluate_text (self, context);
    case KIND_STRUCTURE:
      return evaluate_structure (self, context, FALSE);
    case KIND_CONSTANT:
    default:
      return self->constant;
    }
}

TellValue
tell_template_evaluate_partly (TellTemplate *self, TellContext *context)
{
  return self->kind == KIND_STRUCTURE ? evaluate_structure (self, context, TRUE)
                                      : tell_template_evaluate (self, context);
}

const char *
tell_template_get_text (TellTemplate *self, TellContext *context)
{
  TellValue value = tell_template_evaluate (self, context);

  return tell_value_get_text (&value, context->scratch, NULL);
}

const char *
tell_template_get_source (TellTemplate *self)
{
  return self->source;
}

const char *
tell_template_get_constant (TellTemplate *self)
{
  return self->kind == KIND_CONSTANT && self->constant_args == NULL ? self->constant.text : NULL;
}
