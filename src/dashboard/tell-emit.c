/* tell-emit.c: what this client sends, and when: the "emits" of a document, compiled.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-emit.h"

#include <math.h>
#include <string.h>

/* Without "idle": how long after the last key typing ends. */
#define DEFAULT_IDLE_SECONDS 2
#define MIN_EVERY_SECONDS    0.1
#define MAX_SECONDS          1e7

static void
emit_spec_free (TellEmitSpec *self)
{
  g_free (self->nsp);
  g_clear_pointer (&self->emit, tell_template_free);
  g_clear_pointer (&self->ok, g_ptr_array_unref);
  g_clear_pointer (&self->message, tell_template_free);
  g_free (self);
}

/* "error" is a path, or a template. */
static gboolean
compile_message (TellEmitSpec *self,
                 JsonObject *ack,
                 TellScope *scope,
                 const TellPlace *place,
                 GError **error)
{
  const char *text = json_object_get_string_member_with_default (ack, "error", NULL);
  g_autofree char *template = NULL;

  if (text == NULL)
    return TRUE;
  template = strstr (text, "${") ? g_strdup (text) : g_strconcat ("${", text, "}", NULL);
  self->message = tell_template_new_text (template, scope, TELL_PLACE_KEY (place, "error"), error);
  return self->message != NULL;
}

/* true, or {"ok": conditions on the answer, "error": its message}. */
static gboolean
compile_ack (TellEmitSpec *self,
             JsonNode *node,
             TellVariables *variables,
             const TellPlace *place,
             GError **error)
{
  TellScope scope = { .variables = variables, .flags = TELL_SCOPE_EVENT };
  JsonObject *ack;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      self->ack = json_node_get_boolean (node);
      return TRUE;
    }
  ack = json_node_get_object (node);
  self->ack = TRUE;
  if (json_object_has_member (ack, "ok"))
    {
      self->ok = tell_conditions_new (json_object_get_member (ack, "ok"), &scope,
                                      TELL_PLACE_KEY (place, "ok"), error);
      if (self->ok == NULL)
        return FALSE;
    }
  return compile_message (self, ack, &scope, place, error);
}

/* The array under KEY of OBJECT, with what else OBJECT says of it. */
static TellEmitSpec *
compile_spec (JsonObject *object,
              const char *key,
              TellVariables *variables,
              const char *default_nsp,
              const TellPlace *place,
              GError **error)
{
  TellEmitSpec *self = g_new0 (TellEmitSpec, 1);
  TellScope scope = { .variables = variables, .flags = TELL_SCOPE_EMIT };
  JsonNode *node = json_object_get_member (object, key);
  gboolean ok = TRUE;

  self->nsp = g_strdup (json_object_get_string_member_with_default (object, "namespace", default_nsp));
  self->echo = json_object_get_boolean_member_with_default (object, "echo", FALSE);
  self->seconds = json_object_get_double_member_with_default (object, "seconds", 0);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node) ||
      json_array_get_length (json_node_get_array (node)) == 0)
    ok = tell_place_fail (TELL_PLACE_KEY (place, key), error, "expected [\"event\", argument, …]");
  if (ok)
    self->emit = tell_template_new (node, &scope, FALSE, TELL_PLACE_KEY (place, key), error);
  if (self->emit != NULL && compile_ack (self, json_object_get_member (object, "ack"), variables,
                                         TELL_PLACE_KEY (place, "ack"), error))
    return self;
  emit_spec_free (self);
  return NULL;
}

/* A list, or one alone. */
static gboolean
compile_list (GPtrArray *list,
              JsonObject *object,
              const char *key,
              TellVariables *variables,
              const char *nsp,
              const TellPlace *place,
              GError **error)
{
  JsonNode *node = json_object_get_member (object, key);
  guint n = 0;

  if (node != NULL)
    n = JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 1;
  for (guint i = 0; i < n; i++)
    {
      JsonNode *one =
          JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_element (json_node_get_array (node), i) : node;
      const TellPlace *here = TELL_PLACE_INDEX (TELL_PLACE_KEY (place, key), i);
      TellEmitSpec *spec = compile_spec (json_node_get_object (one), "emit", variables, nsp, here, error);

      if (spec == NULL)
        return FALSE;
      g_ptr_array_add (list, spec);
    }
  return TRUE;
}

static gboolean
check_every (TellEmits *self, const TellPlace *place, GError **error)
{
  for (guint i = 0; i < self->every->len; i++)
    {
      double seconds = ((TellEmitSpec *) g_ptr_array_index (self->every, i))->seconds;

      if (!(seconds >= MIN_EVERY_SECONDS && seconds <= MAX_SECONDS))
        {
          const TellPlace *here = TELL_PLACE_INDEX (TELL_PLACE_KEY (place, "every"), i);

          return tell_place_fail (TELL_PLACE_KEY (here, "seconds"), error, "expected a number from 0.1 on");
        }
    }
  return TRUE;
}

static gboolean
compile_kinds (TellEmits *self,
               JsonObject *object,
               TellVariables *variables,
               const char *nsp,
               const TellPlace *place,
               GError **error)
{
  static const struct
  {
    const char *name;
    TellEmitKind kind;
    const char *key;
  } names[] = {
    { "join", TELL_EMIT_JOIN, "emit" },
    { "leave", TELL_EMIT_LEAVE, "emit" },
    { "send", TELL_EMIT_SEND, "emit" },
    { "refresh", TELL_EMIT_REFRESH, "emit" },
    { "typing", TELL_EMIT_TYPING_START, "start" },
    { "typing", TELL_EMIT_TYPING_STOP, "stop" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonNode *node = json_object_get_member (object, names[i].name);

      if (node == NULL ||
          (names[i].key[0] == 's' && !json_object_has_member (json_node_get_object (node), names[i].key)))
        continue;
      self->kinds[names[i].kind] = compile_spec (json_node_get_object (node), names[i].key, variables, nsp,
                                                 TELL_PLACE_KEY (place, names[i].name), error);
      if (self->kinds[names[i].kind] == NULL)
        return FALSE;
      if (names[i].kind == TELL_EMIT_TYPING_START)
        self->idle = json_object_get_double_member_with_default (json_node_get_object (node), "idle",
                                                                 DEFAULT_IDLE_SECONDS);
    }
  return TRUE;
}

TellEmits *
tell_emits_new (JsonObject *object,
                TellVariables *variables,
                const char *default_nsp,
                const TellPlace *place,
                GError **error)
{
  TellEmits *self = g_new0 (TellEmits, 1);

  self->connect = g_ptr_array_new_with_free_func ((GDestroyNotify) emit_spec_free);
  self->every = g_ptr_array_new_with_free_func ((GDestroyNotify) emit_spec_free);
  self->idle = DEFAULT_IDLE_SECONDS;
  if (object == NULL)
    return self;
  if (compile_list (self->connect, object, "connect", variables, default_nsp, place, error) &&
      compile_list (self->every, object, "every", variables, default_nsp, place, error) &&
      check_every (self, place, error) && compile_kinds (self, object, variables, default_nsp, place, error))
    return self;
  tell_emits_free (self);
  return NULL;
}

void
tell_emits_free (TellEmits *self)
{
  g_ptr_array_unref (self->connect);
  g_ptr_array_unref (self->every);
  for (guint i = 0; i < TELL_N_EMIT_KINDS; i++)
    g_clear_pointer (&self->kinds[i], emit_spec_free);
  g_free (self);
}

/* The event's name is text, also when an input that looks like a number makes it. */
static void
write_name (SioWriter *writer, SioValue element, TellContext *context)
{
  TellValue name = tell_value_from_sio (element);
  const char *text = tell_value_get_text (&name, context->scratch, NULL);

  sio_writer_string (writer, text ? text : "", -1);
}

TellEmission *
tell_emit_spec_build (TellEmitSpec *self, TellContext *context)
{
  TellValue value = tell_template_evaluate (self->emit, context);
  g_autoptr (SioWriter) writer = NULL;
  g_autoptr (SioArgs) args = NULL;
  gboolean first = TRUE;
  SioIter iter;
  SioValue key;
  SioValue element;

  if (value.kind != SIO_VALUE_ARRAY)
    return NULL;
  writer = sio_writer_new ();
  sio_writer_begin_array (writer);
  for (sio_iter_init (&iter, value.sio); sio_iter_next (&iter, &key, &element); first = FALSE)
    if (first)
      write_name (writer, element, context);
    else
      sio_writer_value (writer, element);
  args = sio_writer_finish (writer);
  return tell_emission_new (self->nsp, args, self->ack, self->echo, self);
}
