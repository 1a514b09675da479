/* tell-engine.c: the binding engine: a compiled document. Events go in, the model changes, emits come out.
 * Compiling, connecting, dispatching and emitting each have a file of their own beside this one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-engine-private.h"

#include "tell-engine-connection.h"

enum
{
  PROP_WAKEUP = 1,
  N_PROPS
};

enum
{
  EMISSION,
  VARIABLE_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TellEngine, tell_engine, G_TYPE_OBJECT)

static void
tell_engine_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_WAKEUP:
      g_value_set_int64 (value, TELL_ENGINE (object)->wakeup);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tell_engine_finalize (GObject *object)
{
  TellEngine *self = TELL_ENGINE (object);

  g_clear_pointer (&self->bindings, g_ptr_array_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_pointer (&self->query, g_ptr_array_unref);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->path, tell_template_free);
  g_clear_pointer (&self->namespaces, g_ptr_array_unref);
  g_clear_pointer (&self->login, tell_login_spec_free);
  g_clear_pointer (&self->emits, tell_emits_free);
  g_clear_pointer (&self->routes[0], g_hash_table_unref);
  g_clear_pointer (&self->routes[1], g_hash_table_unref);
  g_clear_pointer (&self->unbound_list, g_ptr_array_unref);
  g_clear_pointer (&self->unbound, g_hash_table_unref);
  g_clear_pointer (&self->inputs, g_hash_table_unref);
  g_clear_pointer (&self->pace, tell_pace_free);
  g_queue_clear (&self->seen_order);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->variables, tell_variables_free);
  g_clear_pointer (&self->scratch, tell_scratch_free);
  g_free (self->nsp);
  g_free (self->default_room);
  g_clear_object (&self->document);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (tell_engine_parent_class)->finalize (object);
}

static void
tell_engine_class_init (TellEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tell_engine_get_property;
  object_class->finalize = tell_engine_finalize;

  /**
   * TellEngine:wakeup:
   *
   * When tell_engine_tick() is needed next, in µs of the clock; 0: never. Notified when an event makes it
   * another.
   */
  properties[PROP_WAKEUP] =
      g_param_spec_int64 ("wakeup", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * TellEngine::emission:
   * @emission: what an event wants sent, now
   */
  signals[EMISSION] = g_signal_new ("emission", TELL_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, TELL_TYPE_EMISSION);
  /**
   * TellEngine::variable-changed:
   * @name: of a session variable that has another value
   */
  signals[VARIABLE_CHANGED] = g_signal_new ("variable-changed", TELL_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tell_engine_init (TellEngine *self)
{
  self->variables = tell_variables_new ();
  self->scratch = tell_scratch_new ();
  self->query = g_ptr_array_new_with_free_func (tell_pair_free);
  self->headers = g_ptr_array_new_with_free_func (tell_pair_free);
  self->namespaces = g_ptr_array_new_with_free_func (tell_namespace_spec_free);
  self->bindings = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_binding_free);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_rule_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->routes); i++)
    self->routes[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->unbound = tell_unbound_table_new ();
  self->unbound_list = g_ptr_array_new ();
  self->inputs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pace = tell_pace_new ();
}

/**
 * tell_engine_new:
 * @store: what its bindings change
 * @clock: of typing, rules and limits
 * @error: %TELL_DOCUMENT_ERROR_INVALID with the JSON path and what was expected there
 *
 * Returns: (transfer full) (nullable): the compiled document; its known rooms are in @store
 */
TellEngine *
tell_engine_new (TellDocument *document, TellStore *store, EioClock *clock, GError **error)
{
  g_autoptr (TellEngine) self = g_object_new (TELL_TYPE_ENGINE, NULL);

  self->document = g_object_ref (document);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  return tell_engine_compile (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * tell_engine_set_input:
 * @value: (nullable): %NULL takes it back
 *
 * What the document does not ask for is ignored.
 */
void
tell_engine_set_input (TellEngine *self, const char *name, const char *value)
{
  guint index;

  g_return_if_fail (TELL_IS_ENGINE (self));

  if (!tell_variables_lookup (self->variables, TELL_NAME_INPUT, name, &index))
    return;
  if (value != NULL)
    g_hash_table_replace (self->inputs, g_strdup (name), g_strdup (value));
  else
    g_hash_table_remove (self->inputs, name);
  tell_variables_set_text (self->variables, TELL_NAME_INPUT, index, value, FALSE);
  if (self->depth == 0)
    tell_variables_settle (self->variables);
}

const char *
tell_engine_get_input (TellEngine *self, const char *name)
{
  g_return_val_if_fail (TELL_IS_ENGINE (self), NULL);

  return g_hash_table_lookup (self->inputs, name);
}

void
tell_engine_assign (TellEngine *self, const char *name, SioArgs *value, gboolean secret)
{
  guint index = tell_variables_intern (self->variables, TELL_NAME_VARIABLE, name);

  /* What was secret once stays it, whoever sets it next. */
  secret |= tell_variables_get_secret (self->variables, TELL_NAME_VARIABLE, index);
  tell_variables_set (self->variables, TELL_NAME_VARIABLE, index, value, secret);
  if (self->depth == 0)
    tell_variables_settle (self->variables);
  g_signal_emit (self, signals[VARIABLE_CHANGED], 0, name);
}

void
tell_engine_set_variable (TellEngine *self, const char *name, const char *value, gboolean secret)
{
  guint index;

  g_return_if_fail (TELL_IS_ENGINE (self));

  index = tell_variables_intern (self->variables, TELL_NAME_VARIABLE, name);
  tell_variables_set_text (self->variables, TELL_NAME_VARIABLE, index, value, secret);
  if (self->depth == 0)
    tell_variables_settle (self->variables);
}

const char *
tell_engine_get_default_room (TellEngine *self)
{
  g_return_val_if_fail (TELL_IS_ENGINE (self), NULL);

  return self->default_room;
}

const char *
tell_engine_get_nsp (TellEngine *self)
{
  return self->nsp;
}

gint64
tell_engine_get_now (TellEngine *self)
{
  return eio_clock_get_now (self->clock);
}

void
tell_engine_init_context (TellEngine *self, TellContext *context)
{
  context->engine = self;
  context->variables = self->variables;
  context->store = self->store;
  context->scratch = self->scratch;
  context->incoming = NULL;
  context->match = NULL;
  context->text = NULL;
  context->room = NULL;
  context->steps_left = TELL_MAX_STEPS;
}

SioArgs *
tell_engine_build_value (TellEngine *self, TellTemplate *template)
{
  TellScratchMark mark = tell_scratch_mark (self->scratch);
  g_autoptr (SioWriter) writer = sio_writer_new ();
  SioArgs *args = NULL;
  TellContext context;
  TellValue value;

  tell_engine_init_context (self, &context);
  value = tell_template_evaluate (template, &context);
  if (!tell_value_is_absent (&value))
    {
      tell_value_write (&value, writer);
      args = sio_writer_finish (writer);
    }
  tell_scratch_release (self->scratch, mark);
  return args;
}

void
tell_engine_start_typing (TellEngine *self, TellRoom *room, TellPerson *person, gboolean active)
{
  gint64 now_ms = tell_engine_get_now (self) / 1000;

  tell_room_set_typing (room, person, active, now_ms);
  if (active)
    tell_engine_wake_at (self, (now_ms + TELL_TYPING_MS) * 1000);
}

gboolean
tell_engine_remember_notification (TellEngine *self, const char *id)
{
  char *owned;

  if (g_hash_table_contains (self->seen, id))
    return FALSE;
  if (self->seen_order.length >= TELL_MAX_SEEN_NOTIFICATIONS)
    g_hash_table_remove (self->seen, g_queue_pop_head (&self->seen_order));
  owned = g_strdup (id);
  g_hash_table_add (self->seen, owned);
  g_queue_push_tail (&self->seen_order, owned);
  return TRUE;
}

void
tell_engine_wake_at (TellEngine *self, gint64 at)
{
  if (at != 0 && (self->wakeup == 0 || at < self->wakeup))
    self->wakeup = at;
}

gint64
tell_engine_check_rules (TellEngine *self)
{
  gint64 now = tell_engine_get_now (self);
  gint64 wall_ms = eio_clock_get_wall (self->clock) / 1000;
  gint64 next = 0;
  TellContext context;

  tell_engine_init_context (self, &context);
  for (guint i = 0; i < self->rules->len; i++)
    {
      gint64 at = tell_rule_check (g_ptr_array_index (self->rules, i), &context, now, wall_ms);

      if (at != 0)
        next = next == 0 ? at : MIN (next, at);
    }
  return next;
}

/**
 * tell_engine_tick:
 *
 * Does what time alone brings: typing ends, rules become due, waiting emits go.
 *
 * Returns: when it is next needed, in µs of the clock; 0: never
 */
gint64
tell_engine_tick (TellEngine *self)
{
  g_return_val_if_fail (TELL_IS_ENGINE (self), 0);

  self->wakeup = 0;
  tell_engine_wake_at (self,
                       tell_store_expire_typing (self->store, tell_engine_get_now (self) / 1000) * 1000);
  tell_engine_wake_at (self, tell_engine_check_rules (self));
  if (self->depth == 0)
    tell_engine_flush (self);
  self->announced = self->wakeup;
  return self->wakeup;
}

GPtrArray *
tell_engine_list_bindings (TellEngine *self)
{
  GPtrArray *list = g_ptr_array_new ();

  g_return_val_if_fail (TELL_IS_ENGINE (self), list);

  for (guint i = 0; i < self->bindings->len; i++)
    g_ptr_array_add (list, tell_binding_get_stats (g_ptr_array_index (self->bindings, i)));
  return list;
}

GPtrArray *
tell_engine_list_unbound (TellEngine *self)
{
  g_return_val_if_fail (TELL_IS_ENGINE (self), g_ptr_array_new ());

  return g_ptr_array_copy (self->unbound_list, NULL, NULL);
}

static void
variable_free (gpointer data)
{
  TellVariable *variable = data;

  g_free (variable->name);
  g_free (variable->value);
  g_free (variable->json);
  g_free (variable);
}

/**
 * tell_engine_list_variables:
 *
 * Returns: (transfer full) (element-type TellVariable): the session variables that have a value
 */
GPtrArray *
tell_engine_list_variables (TellEngine *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (variable_free);
  TellScratchMark mark = tell_scratch_mark (self->scratch);

  g_return_val_if_fail (TELL_IS_ENGINE (self), list);

  for (guint i = 0; i < tell_variables_get_size (self->variables, TELL_NAME_VARIABLE); i++)
    {
      TellValue value = tell_variables_get (self->variables, TELL_NAME_VARIABLE, i);
      g_autoptr (GString) json = NULL;
      TellVariable *variable;

      if (tell_value_is_absent (&value))
        continue;
      json = g_string_new (NULL);
      tell_value_append_json (&value, json);
      variable = g_new0 (TellVariable, 1);
      variable->name = g_strdup (tell_variables_get_name (self->variables, TELL_NAME_VARIABLE, i));
      variable->value = g_strdup (tell_value_get_text (&value, self->scratch, NULL));
      variable->json = g_string_free (g_steal_pointer (&json), FALSE);
      variable->secret = tell_variables_get_secret (self->variables, TELL_NAME_VARIABLE, i);
      g_ptr_array_add (list, variable);
    }
  tell_scratch_release (self->scratch, mark);
  return list;
}
