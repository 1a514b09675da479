/* tell-variables.c: the inputs and session variables of a document, by index.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-variables.h"

#define N_KINDS 2

typedef struct
{
  char *name;
  SioArgs *value; /* its root is the value; nullable */
  gboolean secret;
} Variable;

struct _TellVariables
{
  GPtrArray *variables[N_KINDS]; /* owned Variable */
  GHashTable *indexes[N_KINDS];  /* name of the variable → index + 1 */
  GPtrArray *replaced;           /* owned SioArgs that a running event may still read */
};

static void
variable_free (gpointer data)
{
  Variable *variable = data;

  g_free (variable->name);
  g_clear_pointer (&variable->value, sio_args_unref);
  g_free (variable);
}

static Variable *
variable_at (TellVariables *self, TellNameKind kind, guint index)
{
  return g_ptr_array_index (self->variables[kind], index);
}

TellVariables *
tell_variables_new (void)
{
  TellVariables *self = g_new0 (TellVariables, 1);

  for (guint i = 0; i < N_KINDS; i++)
    {
      self->variables[i] = g_ptr_array_new_with_free_func (variable_free);
      self->indexes[i] = g_hash_table_new (g_str_hash, g_str_equal);
    }
  self->replaced = g_ptr_array_new_with_free_func ((GDestroyNotify) sio_args_unref);
  return self;
}

void
tell_variables_free (TellVariables *self)
{
  for (guint i = 0; i < N_KINDS; i++)
    {
      g_hash_table_unref (self->indexes[i]);
      g_ptr_array_unref (self->variables[i]);
    }
  g_ptr_array_unref (self->replaced);
  g_free (self);
}

guint
tell_variables_intern (TellVariables *self, TellNameKind kind, const char *name)
{
  Variable *variable;
  guint index;

  if (tell_variables_lookup (self, kind, name, &index))
    return index;
  variable = g_new0 (Variable, 1);
  variable->name = g_strdup (name);
  g_ptr_array_add (self->variables[kind], variable);
  index = self->variables[kind]->len - 1;
  g_hash_table_insert (self->indexes[kind], variable->name, GUINT_TO_POINTER (index + 1));
  return index;
}

gboolean
tell_variables_lookup (TellVariables *self, TellNameKind kind, const char *name, guint *index)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->indexes[kind], name));

  *index = found - 1;
  return found > 0;
}

guint
tell_variables_get_size (TellVariables *self, TellNameKind kind)
{
  return self->variables[kind]->len;
}

const char *
tell_variables_get_name (TellVariables *self, TellNameKind kind, guint index)
{
  return variable_at (self, kind, index)->name;
}

TellValue
tell_variables_get (TellVariables *self, TellNameKind kind, guint index)
{
  SioArgs *value = variable_at (self, kind, index)->value;

  return value ? tell_value_from_sio (sio_args_get_root (value)) : (TellValue) TELL_VALUE_INIT;
}

gboolean
tell_variables_get_secret (TellVariables *self, TellNameKind kind, guint index)
{
  return variable_at (self, kind, index)->secret;
}

void
tell_variables_set (TellVariables *self, TellNameKind kind, guint index, SioArgs *value, gboolean secret)
{
  Variable *variable = variable_at (self, kind, index);

  if (variable->value != NULL)
    g_ptr_array_add (self->replaced, variable->value);
  variable->value = value ? sio_args_ref (value) : NULL;
  variable->secret = secret;
}

void
tell_variables_set_text (TellVariables *self,
                         TellNameKind kind,
                         guint index,
                         const char *text,
                         gboolean secret)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (SioArgs) value = NULL;

  if (text != NULL)
    {
      sio_writer_string (writer, text, -1);
      value = sio_writer_finish (writer);
    }
  tell_variables_set (self, kind, index, value, secret);
}

void
tell_variables_settle (TellVariables *self)
{
  if (self->replaced->len > 0)
    g_ptr_array_set_size (self->replaced, 0);
}
