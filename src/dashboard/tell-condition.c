/* tell-condition.c: [path, op, value] and {"any": […]}: one row of a table and one function an operator.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-condition.h"

#include <string.h>

#include "tell-regex.h"

/* "any" within "any": deeper was made to break something. */
#define MAX_DEPTH 8

typedef gboolean (*OperatorFunc) (TellCondition *self,
                                  const TellValue *value,
                                  const TellValue *other,
                                  TellContext *context);

typedef struct
{
  const char *name;
  OperatorFunc holds;
  gboolean takes_value;
} Operator;

struct _TellCondition
{
  const Operator *operator; /* NULL: any */
  TellTemplate *subject;
  TellTemplate *value; /* nullable */
  TellRegex *regex;    /* matches with a constant; else made when needed */
  char *pattern;       /* what regex was made of */
  GPtrArray *any;      /* of TellCondition */
  guint32 locals;
};

static const struct
{
  const char *name;
  SioValueKind kind;
} types[] = {
  { "number", SIO_VALUE_NUMBER }, { "string", SIO_VALUE_STRING },   { "object", SIO_VALUE_OBJECT },
  { "array", SIO_VALUE_ARRAY },   { "boolean", SIO_VALUE_BOOLEAN }, { "null", SIO_VALUE_NULL },
  { "binary", SIO_VALUE_BINARY },
};

static gboolean
equals (TellCondition *self, const TellValue *value, const TellValue *other, TellContext *context)
{
  return tell_value_equals (value, other, context->scratch);
}

static gboolean
differs (TellCondition *self, const TellValue *value, const TellValue *other, TellContext *context)
{
  return !tell_value_equals (value, other, context->scratch);
}

static gboolean
read_both (const TellValue *value, const TellValue *other, double *a, double *b)
{
  return tell_value_read_number (value, a) && tell_value_read_number (other, b);
}

static gboolean
is_less (TellCondition *self, const TellValue *value, const TellValue *other, TellContext *context)
{
  double a;
  double b;

  return read_both (value, other, &a, &b) && a < b;
}

static gboolean
is_at_most (TellCondition *self, const TellValue *value, const TellValue *other, TellContext *context)
{
  double a;
  double b;

  return read_both (value, other, &a, &b) && a <= b;
}

static gboolean
is_more (TellCondition *self, const TellValue *value, const TellValue *other, TellContext *context)
{
  return is_less (self, other, value, context);
}

static gboolean
is_at_least (TellCondition *self, const TellValue *value, const TellValue *other, TellContext *context)
{
  return is_at_most (self, other, value, context);
}

static gboolean
is_in (TellCondition *self, const TellValue *value, const TellValue *other, TellContext *context)
{
  SioIter iter;
  SioValue key;
  SioValue element;

  if (other->kind != SIO_VALUE_ARRAY)
    return FALSE;
  tell_scratch_charge (context->scratch, sio_value_get_length (other->sio));
  for (sio_iter_init (&iter, other->sio); sio_iter_next (&iter, &key, &element);)
    {
      TellValue one = tell_value_from_sio (element);

      if (tell_value_equals (value, &one, context->scratch))
        return TRUE;
    }
  return FALSE;
}

static gboolean
exists (TellCondition *self, const TellValue *value, const TellValue *other, TellContext *context)
{
  return !tell_value_is_absent (value);
}

static gboolean
is_absent (TellCondition *self, const TellValue *value, const TellValue *other, TellContext *context)
{
  return tell_value_is_absent (value);
}

static gboolean
is_type (TellCondition *self, const TellValue *value, const TellValue *other, TellContext *context)
{
  const char *name = tell_value_get_text (other, context->scratch, NULL);

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].name, name) == 0)
      return types[i].kind == value->kind;
  return FALSE;
}

/* A pattern that is a template is compiled when it changes. */
static TellRegex *
ensure_regex (TellCondition *self, const char *pattern)
{
  if (pattern == NULL || g_strcmp0 (self->pattern, pattern) == 0)
    return pattern ? self->regex : NULL;
  g_clear_pointer (&self->regex, tell_regex_free);
  g_free (self->pattern);
  self->pattern = g_strdup (pattern);
  self->regex = tell_regex_new (pattern, NULL);
  return self->regex;
}

static gboolean
matches (TellCondition *self, const TellValue *value, const TellValue *other, TellContext *context)
{
  const char *text = tell_value_get_text (value, context->scratch, NULL);
  TellRegex *regex = ensure_regex (self, tell_value_get_text (other, context->scratch, NULL));

  return text != NULL && regex != NULL &&
         tell_regex_match (regex, text, strlen (text), context->scratch, 0, NULL, NULL);
}

/* An element of a list, a key of a map, a piece of a text. */
static gboolean
contains (TellCondition *self, const TellValue *value, const TellValue *other, TellContext *context)
{
  const char *text;
  const char *part;
  gsize length;

  if (tell_value_is_absent (value) || tell_value_is_absent (other))
    return FALSE;
  if (value->kind == SIO_VALUE_ARRAY)
    return is_in (self, other, value, context);
  part = tell_value_get_text (other, context->scratch, &length);
  tell_scratch_charge (context->scratch, sio_value_get_length (value->sio));
  if (value->kind == SIO_VALUE_OBJECT)
    return !sio_value_is_missing (sio_value_get_member (value->sio, part, length));
  text = tell_value_get_text (value, context->scratch, NULL);
  return strstr (text, part) != NULL;
}

static const Operator operators[] = {
  { "==", equals, TRUE },     { "!=", differs, TRUE },      { "<", is_less, TRUE },
  { "<=", is_at_most, TRUE }, { ">", is_more, TRUE },       { ">=", is_at_least, TRUE },
  { "in", is_in, TRUE },      { "exists", exists, FALSE },  { "absent", is_absent, FALSE },
  { "is", is_type, TRUE },    { "matches", matches, TRUE }, { "contains", contains, TRUE },
};

/* "/0/x" is short for "${/0/x}". */
static TellTemplate *
compile_subject (JsonNode *node, TellScope *scope, const TellPlace *place, GError **error)
{
  g_autofree char *text = NULL;

  if (!tell_node_is_text (node))
    {
      tell_place_fail (place, error, "expected a path, found %s", tell_node_describe (node));
      return NULL;
    }
  if (strstr (json_node_get_string (node), "${") != NULL)
    return tell_template_new (node, scope, TRUE, place, error);
  text = g_strconcat ("${", json_node_get_string (node), "}", NULL);
  return tell_template_new_text (text, scope, place, error);
}

static gboolean
find_operator (TellCondition *self, JsonNode *node, const TellPlace *place, GError **error)
{
  const char *name = tell_node_is_text (node) ? json_node_get_string (node) : NULL;

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (operators); i++)
    if (strcmp (operators[i].name, name) == 0)
      {
        self->operator= & operators[i];
        return TRUE;
      }
  return tell_place_fail (
      place, error,
      "expected ==, !=, <, <=, >, >=, in, exists, absent, is, matches or contains, found %s%s%s",
      name ? "“" : "", name ? name : tell_node_describe (node), name ? "”" : "");
}

/* Constants that can't be right are told while the document is read. */
static gboolean
check_value (TellCondition *self, JsonNode *node, const TellPlace *place, GError **error)
{
  const char *constant = tell_template_get_constant (self->value);
  g_autoptr (GError) problem = NULL;

  if (self->operator->holds == is_in && !JSON_NODE_HOLDS_ARRAY (node) &&
      (constant || !tell_node_is_text (node)))
    return tell_place_fail (place, error, "expected a list, found %s", tell_node_describe (node));
  if (self->operator->holds == matches && constant != NULL)
    {
      self->regex = tell_regex_new (constant, &problem);
      self->pattern = g_strdup (constant);
      return self->regex != NULL || tell_place_fail (place, error, "%s", problem->message);
    }
  if (self->operator->holds != is_type || (constant == NULL && tell_node_is_text (node)))
    return TRUE;
  for (guint i = 0; constant != NULL && i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].name, constant) == 0)
      return TRUE;
  return tell_place_fail (place, error, "expected number, string, object, array, boolean, null or binary");
}

static gboolean
compile_comparison (TellCondition *self,
                    JsonArray *array,
                    TellScope *scope,
                    const TellPlace *place,
                    GError **error)
{
  guint length = json_array_get_length (array);

  if (length < 2)
    return tell_place_fail (place, error, "expected [path, operator, value]");
  self->subject =
      compile_subject (json_array_get_element (array, 0), scope, TELL_PLACE_INDEX (place, 0), error);
  if (self->subject == NULL ||
      !find_operator (self, json_array_get_element (array, 1), TELL_PLACE_INDEX (place, 1), error))
    return FALSE;
  if (length != (self->operator->takes_value ? 3 : 2))
    return tell_place_fail (place, error,
                            self->operator->takes_value ? "expected one value after “%s”"
                                                        : "expected nothing after “%s”",
                            self->operator->name);
  if (!self->operator->takes_value)
    return TRUE;
  self->value =
      tell_template_new (json_array_get_element (array, 2), scope, FALSE, TELL_PLACE_INDEX (place, 2), error);
  return self->value != NULL &&
         check_value (self, json_array_get_element (array, 2), TELL_PLACE_INDEX (place, 2), error);
}

static TellCondition *compile (JsonNode *, TellScope *, guint, const TellPlace *, GError **);

static gboolean
compile_any (TellCondition *self,
             JsonObject *object,
             TellScope *scope,
             guint depth,
             const TellPlace *place,
             GError **error)
{
  JsonNode *node = json_object_get_member (object, "any");
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node) || json_object_get_size (object) != 1)
    return tell_place_fail (place, error, "expected [path, operator, value] or {\"any\": [ … ]}");
  if (depth >= MAX_DEPTH)
    return tell_place_fail (place, error, "expected at most %d levels of “any”", MAX_DEPTH);
  array = json_node_get_array (node);
  self->any = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_condition_free);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      TellCondition *one = compile (json_array_get_element (array, i), scope, depth + 1,
                                    TELL_PLACE_INDEX (TELL_PLACE_KEY (place, "any"), i), error);

      if (one == NULL)
        return FALSE;
      g_ptr_array_add (self->any, one);
    }
  return TRUE;
}

static TellCondition *
compile (JsonNode *node, TellScope *scope, guint depth, const TellPlace *place, GError **error)
{
  g_autoptr (TellCondition) self = g_new0 (TellCondition, 1);
  gboolean ok;

  if (JSON_NODE_HOLDS_ARRAY (node))
    ok = compile_comparison (self, json_node_get_array (node), scope, place, error);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    ok = compile_any (self, json_node_get_object (node), scope, depth, place, error);
  else
    ok = tell_place_fail (place, error, "expected [path, operator, value], found %s",
                          tell_node_describe (node));
  return ok ? g_steal_pointer (&self) : NULL;
}

TellCondition *
tell_condition_new (JsonNode *node, TellScope *scope, const TellPlace *place, GError **error)
{
  guint32 outer = scope->used_locals;
  TellCondition *self;

  scope->used_locals = 0;
  self = compile (node, scope, 0, place, error);
  if (self != NULL)
    self->locals = scope->used_locals;
  scope->used_locals |= outer;
  return self;
}

void
tell_condition_free (TellCondition *self)
{
  g_clear_pointer (&self->subject, tell_template_free);
  g_clear_pointer (&self->value, tell_template_free);
  g_clear_pointer (&self->regex, tell_regex_free);
  g_clear_pointer (&self->any, g_ptr_array_unref);
  g_free (self->pattern);
  g_free (self);
}

guint32
tell_condition_get_locals (TellCondition *self)
{
  return self->locals;
}

gboolean
tell_condition_holds (TellCondition *self, TellContext *context)
{
  TellValue value;
  TellValue other = TELL_VALUE_INIT;

  for (guint i = 0; self->any != NULL && i < self->any->len; i++)
    if (tell_condition_holds (g_ptr_array_index (self->any, i), context))
      return TRUE;
  if (self->any != NULL)
    return FALSE;
  value = tell_template_evaluate (self->subject, context);
  if (self->value != NULL && self->operator->holds == is_in) /* what is missing in a list equals nothing */
    other = tell_template_evaluate_partly (self->value, context);
  else if (self->value != NULL)
    other = tell_template_evaluate (self->value, context);
  return self->operator->holds (self, &value, &other, context);
}

GPtrArray *
tell_conditions_new (JsonNode *node, TellScope *scope, const TellPlace *place, GError **error)
{
  g_autoptr (GPtrArray) conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_condition_free);
  JsonArray *array;

  if (node == NULL)
    return g_steal_pointer (&conditions);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      tell_place_fail (place, error, "expected a list of conditions, found %s", tell_node_describe (node));
      return NULL;
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      TellCondition *one =
          tell_condition_new (json_array_get_element (array, i), scope, TELL_PLACE_INDEX (place, i), error);

      if (one == NULL)
        return NULL;
      g_ptr_array_add (conditions, one);
    }
  return g_steal_pointer (&conditions);
}

gboolean
tell_conditions_hold (GPtrArray *conditions, TellContext *context)
{
  for (guint i = 0; i < conditions->len; i++)
    if (!tell_condition_holds (g_ptr_array_index (conditions, i), context))
      return FALSE;
  return TRUE;
}
