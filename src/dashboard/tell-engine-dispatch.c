/* tell-engine-dispatch.c: an event's name to its bindings, in the document's order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-engine-private.h"

#include <string.h>

static guint
unbound_hash (gconstpointer key)
{
  const TellUnbound *unbound = key;

  return g_str_hash (unbound->event) * 31 + g_str_hash (unbound->nsp);
}

static gboolean
unbound_equal (gconstpointer a, gconstpointer b)
{
  const TellUnbound *one = a;
  const TellUnbound *other = b;

  return strcmp (one->event, other->event) == 0 && strcmp (one->nsp, other->nsp) == 0;
}

static void
unbound_free (gpointer data)
{
  TellUnbound *unbound = data;

  g_free (unbound->event);
  g_free (unbound->nsp);
  g_free (unbound);
}

GHashTable *
tell_unbound_table_new (void)
{
  return g_hash_table_new_full (unbound_hash, unbound_equal, unbound_free, NULL);
}

static void
count_unbound (TellEngine *self, const TellIncoming *incoming)
{
  TellUnbound key = { (char *) incoming->name, (char *) incoming->nsp, 1 };
  TellUnbound *unbound = g_hash_table_lookup (self->unbound, &key);

  if (unbound != NULL)
    unbound->count++;
  else if (g_hash_table_size (self->unbound) < TELL_MAX_UNBOUND)
    {
      unbound = g_memdup2 (&key, sizeof key);
      unbound->event = g_strdup (key.event);
      unbound->nsp = g_strdup (key.nsp);
      g_hash_table_add (self->unbound, unbound);
      g_ptr_array_add (self->unbound_list, unbound);
    }
}

static GArray *
find_routes (TellEngine *self, const TellIncoming *incoming)
{
  GArray *routes = g_array_new (FALSE, FALSE, sizeof (TellRoute));

  for (guint i = 0; i < self->bindings->len; i++)
    {
      TellRoute route = { g_ptr_array_index (self->bindings, i), 0 };

      if (tell_binding_wants (route.binding, incoming->name, incoming->pseudo, &route.which))
        g_array_append_val (routes, route);
    }
  return routes;
}

/* Names are looked up once; a server that invents them without end makes this start anew. */
static GArray *
get_routes (TellEngine *self, const TellIncoming *incoming)
{
  GHashTable *known = self->routes[incoming->pseudo ? 1 : 0];
  GArray *routes = g_hash_table_lookup (known, incoming->name);

  if (routes != NULL)
    return g_array_ref (routes);
  if (g_hash_table_size (known) >= TELL_MAX_ROUTES)
    g_hash_table_remove_all (known);
  routes = find_routes (self, incoming);
  g_hash_table_insert (known, g_strdup (incoming->name), routes);
  return g_array_ref (routes);
}

static gboolean
run_bindings (TellEngine *self, const TellIncoming *incoming)
{
  GArray *routes = get_routes (self, incoming);
  gboolean matched = FALSE;
  TellContext context;

  tell_engine_init_context (self, &context);
  context.incoming = incoming;
  for (guint i = 0; i < routes->len; i++)
    {
      TellRoute *route = &g_array_index (routes, TellRoute, i);
      const char *nsp = tell_binding_get_nsp (route->binding);

      if ((nsp != NULL && strcmp (nsp, incoming->nsp) != 0) ||
          !tell_binding_run (route->binding, route->which, &context))
        continue;
      matched = TRUE;
      if (tell_binding_get_stop (route->binding))
        break;
    }
  g_array_unref (routes);
  return matched;
}

static void
look_at_rules (TellEngine *self, const TellIncoming *incoming)
{
  gint64 now = tell_engine_get_now (self);

  for (guint i = 0; i < self->rules->len; i++)
    tell_rule_see_event (g_ptr_array_index (self->rules, i), incoming, now);
  tell_engine_wake_at (self, tell_engine_check_rules (self));
}

static void
announce_wakeup (TellEngine *self)
{
  if (self->wakeup == self->announced)
    return;
  self->announced = self->wakeup;
  g_object_notify (G_OBJECT (self), "wakeup");
}

/**
 * tell_engine_handle:
 * @incoming: an event or pseudo-event
 *
 * Runs every binding that it matches, then looks at the rules and sends what may be sent.
 *
 * Returns: %FALSE if no binding matched; an event is then counted as unbound
 */
gboolean
tell_engine_handle (TellEngine *self, const TellIncoming *incoming)
{
  gboolean matched;

  g_return_val_if_fail (TELL_IS_ENGINE (self), FALSE);

  if (self->depth++ == 0)
    tell_scratch_reset_work (self->scratch);
  matched = run_bindings (self, incoming);
  self->depth--;
  if (!matched && !incoming->pseudo)
    count_unbound (self, incoming);
  if (self->rules->len > 0)
    look_at_rules (self, incoming);
  if (self->depth > 0)
    return matched;
  tell_variables_settle (self->variables);
  tell_engine_flush (self);
  announce_wakeup (self);
  return matched;
}
