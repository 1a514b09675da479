/* tell-login.h: "connection.login", compiled: an HTTP request before connecting, and what is taken from its answer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-path.h"
#include "tell-template.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean      post;
  TellTemplate *path; /* on the connection's own host */
  TellTemplate *json; /* the body; nullable */
  GPtrArray    *sets; /* of TellLoginSet */
} TellLoginSpec;

typedef struct
{
  guint         variable;
  char         *name;
  char         *pointer;  /* into the answer, which is JSON; NULL: */
  TellTemplate *template; /* "/0" is the answer: JSON, or text */
} TellLoginSet;

/* NULL without error when CONNECTION has no login. */
TellLoginSpec *tell_login_spec_new  (JsonObject      *connection,
                                     TellVariables   *variables,
                                     const TellPlace *place,
                                     GError         **error);
void           tell_login_spec_free (TellLoginSpec   *self);

G_END_DECLS
