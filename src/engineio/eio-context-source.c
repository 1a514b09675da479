/* eio-context-source.c: prepare, query, check and dispatch of one context as one source of another.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-context-source.h"

typedef struct
{
  GSource source;
  GMainContext *context;
  int priority; /* what the last prepare said */
  GPollFD *fds; /* what is polled now */
  int n_fds;
} ContextSource;

static void
remove_fds (ContextSource *self)
{
  for (int i = 0; i < self->n_fds; i++)
    g_source_remove_poll (&self->source, &self->fds[i]);
  g_clear_pointer (&self->fds, g_free);
  self->n_fds = 0;
}

static gboolean
context_source_prepare (GSource *source, int *timeout)
{
  ContextSource *self = (ContextSource *) source;
  int n_fds;

  remove_fds (self);
  g_main_context_prepare (self->context, &self->priority);
  n_fds = g_main_context_query (self->context, self->priority, timeout, NULL, 0);
  self->fds = g_new0 (GPollFD, n_fds);
  self->n_fds = g_main_context_query (self->context, self->priority, timeout, self->fds, n_fds);
  g_assert (self->n_fds == n_fds);
  for (int i = 0; i < n_fds; i++)
    g_source_add_poll (source, &self->fds[i]);

  /* Even when something is ready: dispatch () needs what check () collects. The timeout is 0 then. */
  return FALSE;
}

static gboolean
context_source_check (GSource *source)
{
  ContextSource *self = (ContextSource *) source;

  return g_main_context_check (self->context, self->priority, self->fds, self->n_fds);
}

static gboolean
context_source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  ContextSource *self = (ContextSource *) source;

  g_main_context_push_thread_default (self->context);
  g_main_context_dispatch (self->context);
  g_main_context_pop_thread_default (self->context);

  return callback != NULL ? callback (user_data) : G_SOURCE_CONTINUE;
}

static void
context_source_finalize (GSource *source)
{
  ContextSource *self = (ContextSource *) source;

  g_clear_pointer (&self->fds, g_free);
  g_main_context_release (self->context);
  g_main_context_unref (self->context);
}

/**
 * eio_context_source_new:
 * @context: a context that nothing else iterates
 *
 * Returns: (transfer full): a source that drives @context for as long as it is attached
 */
GSource *
eio_context_source_new (GMainContext *context)
{
  static GSourceFuncs funcs = { context_source_prepare, context_source_check, context_source_dispatch,
                                context_source_finalize };
  GSource *source = g_source_new (&funcs, sizeof (ContextSource));
  ContextSource *self = (ContextSource *) source;
  gboolean acquired = g_main_context_acquire (context);

  g_assert (acquired);
  self->context = g_main_context_ref (context);
  g_source_set_static_name (source, "[engineio] connecting");
  return source;
}
