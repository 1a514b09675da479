/* cli-json.h: writes JSON as it comes, a value after the other; text and numbers that arrived pass through byte for byte.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sio-args.h"

G_BEGIN_DECLS

typedef struct
{
  GString  *text;
  gboolean  comma; /* one is due before the next value */
} CliJson;

void cli_json_init    (CliJson    *self);
void cli_json_clear   (CliJson    *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliJson, cli_json_clear)

/* BRACKET: '{', '[', '}' or ']'. */
void cli_json_open    (CliJson    *self,
                       char        bracket);
void cli_json_close   (CliJson    *self,
                       char        bracket);
void cli_json_key     (CliJson    *self,
                       const char *key);
/* NULL writes null. */
void cli_json_string  (CliJson    *self,
                       const char *text);
void cli_json_chars   (CliJson    *self,
                       const char *text,
                       gsize       length);
void cli_json_int     (CliJson    *self,
                       gint64      value);
/* The shortest text that reads back as the same number; what is no number is null. */
void cli_json_double  (CliJson    *self,
                       double      value);
void cli_json_boolean (CliJson    *self,
                       gboolean    value);
void cli_json_null    (CliJson    *self);
/* Line ends between tokens become spaces: one value, one line. */
void cli_json_value   (CliJson    *self,
                       SioValue    value);
/* JSON as it is. */
void cli_json_raw     (CliJson    *self,
                       const char *json,
                       gsize       length);

void cli_json_key_string (CliJson *self, const char *key, const char *text);
void cli_json_key_int    (CliJson *self, const char *key, gint64 value);
void cli_json_key_boolean (CliJson *self, const char *key, gboolean value);

G_END_DECLS
