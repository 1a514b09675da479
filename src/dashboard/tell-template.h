/* tell-template.h: text with "${…}" in it, also inside objects and arrays; and the expression between the braces.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-context.h"

G_BEGIN_DECLS

/* path ?? path ?? "text" | filter | filter */
typedef struct _TellExpression TellExpression;

TellExpression *tell_expression_new      (const char      *text,
                                          gsize            length,
                                          TellScope       *scope,
                                          GError         **error);
void            tell_expression_free     (TellExpression  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellExpression, tell_expression_free)
TellValue       tell_expression_evaluate (TellExpression  *self,
                                          TellContext     *context);

typedef struct _TellTemplate TellTemplate;

/* SCALAR: objects and arrays are refused. Errors name PLACE. */
TellTemplate   *tell_template_new        (JsonNode        *node,
                                          TellScope       *scope,
                                          gboolean         scalar,
                                          const TellPlace *place,
                                          GError         **error);
TellTemplate   *tell_template_new_text   (const char      *text,
                                          TellScope       *scope,
                                          const TellPlace *place,
                                          GError         **error);
void            tell_template_free       (TellTemplate    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellTemplate, tell_template_free)
TellValue       tell_template_evaluate   (TellTemplate    *self,
                                          TellContext     *context);
/* The same, but of an object or array only what is missing is null, not the whole missing. */
TellValue       tell_template_evaluate_partly (TellTemplate *self,
                                          TellContext     *context);
/* As text in the scratch; NULL when absent. */
const char     *tell_template_get_text   (TellTemplate    *self,
                                          TellContext     *context);
/* How it stands in the document, for saying why something was skipped. */
const char     *tell_template_get_source (TellTemplate    *self);
/* The constant text that it is; NULL if it has a "${" or is something else. */
const char     *tell_template_get_constant (TellTemplate  *self);

G_END_DECLS
