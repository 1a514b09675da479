/* tell-variables.h: the inputs and session variables of a document, by index, so that reading one costs nothing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-value.h"

G_BEGIN_DECLS

typedef struct _TellVariables TellVariables;

typedef enum
{
  TELL_NAME_INPUT,    /* name */
  TELL_NAME_VARIABLE, /* @name */
} TellNameKind;

TellVariables *tell_variables_new        (void);
void           tell_variables_free       (TellVariables *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellVariables, tell_variables_free)

/* The index of NAME, made when it is new. */
guint          tell_variables_intern     (TellVariables *self,
                                          TellNameKind   kind,
                                          const char    *name);
gboolean       tell_variables_lookup     (TellVariables *self,
                                          TellNameKind   kind,
                                          const char    *name,
                                          guint         *index);
guint          tell_variables_get_size   (TellVariables *self,
                                          TellNameKind   kind);
const char    *tell_variables_get_name   (TellVariables *self,
                                          TellNameKind   kind,
                                          guint          index);
/* Missing until it was set. */
TellValue      tell_variables_get        (TellVariables *self,
                                          TellNameKind   kind,
                                          guint          index);
gboolean       tell_variables_get_secret (TellVariables *self,
                                          TellNameKind   kind,
                                          guint          index);
void           tell_variables_set        (TellVariables *self,
                                          TellNameKind   kind,
                                          guint          index,
                                          SioArgs       *value, /* its root; NULL unsets */
                                          gboolean       secret);
void           tell_variables_set_text   (TellVariables *self,
                                          TellNameKind   kind,
                                          guint          index,
                                          const char    *text,
                                          gboolean       secret);
/* Between events: values that were replaced go now, for nobody reads them any more. */
void           tell_variables_settle     (TellVariables *self);

G_END_DECLS
