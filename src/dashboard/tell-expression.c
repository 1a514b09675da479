/* tell-expression.c: what stands between "${" and "}": the first path that has something, through filters.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-template.h"

#include "tell-filter.h"

struct _TellExpression
{
  GPtrArray *paths;   /* owned TellPath */
  GPtrArray *filters; /* owned TellFilter */
};

static gboolean
compile_paths (TellExpression *self, TellToken token, TellScope *scope, GError **error)
{
  g_autoptr (GArray) pieces = tell_token_split (token, "??");

  for (guint i = 0; i < pieces->len; i++)
    {
      TellToken piece = g_array_index (pieces, TellToken, i);
      TellPath *path = tell_path_new (piece.text, piece.length, scope, error);

      if (path == NULL)
        return FALSE;
      g_ptr_array_add (self->paths, path);
      if (tell_path_is_literal (path) && i + 1 < pieces->len)
        {
          g_set_error_literal (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_INVALID,
                               "expected a literal to stand last, for nothing behind its “??” is ever read");
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
compile (TellExpression *self, TellToken token, TellScope *scope, GError **error)
{
  g_autoptr (GArray) pieces = tell_token_split (token, "|");

  if (!compile_paths (self, g_array_index (pieces, TellToken, 0), scope, error))
    return FALSE;
  for (guint i = 1; i < pieces->len; i++)
    {
      TellFilter *filter = tell_filter_new (g_array_index (pieces, TellToken, i), scope, error);

      if (filter == NULL)
        return FALSE;
      g_ptr_array_add (self->filters, filter);
    }
  return TRUE;
}

TellExpression *
tell_expression_new (const char *text, gsize length, TellScope *scope, GError **error)
{
  g_autoptr (TellExpression) self = g_new0 (TellExpression, 1);

  self->paths = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_path_free);
  self->filters = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_filter_free);
  if (!compile (self, (TellToken){ text, length }, scope, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tell_expression_free (TellExpression *self)
{
  g_ptr_array_unref (self->paths);
  g_ptr_array_unref (self->filters);
  g_free (self);
}

/* A path that stands alone, or a literal, is taken as it is. */
static TellValue
choose (TellExpression *self, TellContext *context)
{
  for (guint i = 0; i < self->paths->len; i++)
    {
      TellPath *path = g_ptr_array_index (self->paths, i);
      TellValue value = tell_path_evaluate (path, context);

      if (self->paths->len == 1 || tell_path_is_literal (path) || !tell_value_is_blank (&value))
        return value;
    }
  return (TellValue) TELL_VALUE_INIT;
}

TellValue
tell_expression_evaluate (TellExpression *self, TellContext *context)
{
  TellValue value = choose (self, context);

  for (guint i = 0; i < self->filters->len; i++)
    value = tell_filter_apply (g_ptr_array_index (self->filters, i), value, context);
  return value;
}
