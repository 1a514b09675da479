/* tell-document.h: a dashboard document (format 1): read, checked once, and kept with its unknown keys.
 * Signal: ::panels-changed, when they were edited (tell-document-edit.h).
 * Errors name the JSON path and what was expected: "bindings[3].do[0].value: expected a template, found an array".
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TELL_DOCUMENT_ERROR (tell_document_error_quark ())

typedef enum
{
  TELL_DOCUMENT_ERROR_SYNTAX,  /* no JSON: line and column are in the message */
  TELL_DOCUMENT_ERROR_INVALID, /* JSON, but no dashboard document */
  TELL_DOCUMENT_ERROR_MISSING, /* a value that something needs is not there */
} TellDocumentError;

GQuark tell_document_error_quark (void);

typedef struct
{
  char     *name;
  char     *title;         /* falls back to the name */
  char     *default_value; /* nullable */
  gboolean  secret;
} TellInput;

typedef enum
{
  TELL_PANEL_LINE,
  TELL_PANEL_AREA,
  TELL_PANEL_STACKED,
  TELL_PANEL_BAR,
  TELL_PANEL_STAT,
  TELL_PANEL_GAUGE,
  TELL_PANEL_SPARKLINE,
  TELL_PANEL_TABLE,
  TELL_PANEL_LOG,
  TELL_PANEL_HEATMAP,
  TELL_PANEL_PEOPLE,
  TELL_PANEL_CHAT,
} TellPanelKind;

const char *tell_panel_kind_to_string (TellPanelKind kind);

typedef struct
{
  gboolean below; /* else above */
  double   value;
  char    *level; /* "info", "warning", "error" */
} TellPanelThreshold;

typedef struct
{
  TellPanelKind  kind;
  char          *title;    /* nullable */
  GStrv          series;   /* ids or globs, never NULL */
  char          *unit;     /* nullable */
  gint64         range_ms; /* 0: the default */
  double         min, max; /* NAN: from the data */
  gboolean       rate;     /* the series are counters: it shows how fast they grow */
  GArray        *thresholds; /* of TellPanelThreshold */
  char          *source;   /* the table, log or room that it shows; nullable */
  int            at[4];    /* column, row, width, height; width 0: flows */
} TellPanel;

/* Those of a document are counted: one that was edited away stays for whoever still shows it. */
TellPanel *tell_panel_ref   (const TellPanel *panel);
void       tell_panel_unref (TellPanel       *panel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellPanel, tell_panel_unref)

typedef struct
{
  char *room;
  char *name; /* nullable */
} TellKnownRoom;

#define TELL_TYPE_DOCUMENT (tell_document_get_type ())
G_DECLARE_FINAL_TYPE (TellDocument, tell_document, TELL, DOCUMENT, GObject)

TellDocument *tell_document_new_from_bytes (GBytes        *bytes,
                                            GError       **error);
TellDocument *tell_document_new_from_file  (GFile         *file,
                                            GError       **error);
/* A document for a server nobody has described yet: it connects and binds nothing. */
TellDocument *tell_document_new_for_url    (const char    *url,
                                            GError       **error);
const char   *tell_document_get_name       (TellDocument  *self);
const char   *tell_document_get_url        (TellDocument  *self);
gboolean      tell_document_set_url        (TellDocument  *self,
                                            const char    *url,
                                            GError       **error);
GStrv         tell_document_get_warnings   (TellDocument  *self); /* unknown keys, with suggestions */
GPtrArray    *tell_document_get_inputs     (TellDocument  *self); /* of TellInput */
GPtrArray    *tell_document_get_panels     (TellDocument  *self); /* of TellPanel */
GPtrArray    *tell_document_get_rooms      (TellDocument  *self); /* of TellKnownRoom */
JsonObject   *tell_document_get_root       (TellDocument  *self); /* as it was read */
GBytes       *tell_document_to_bytes       (TellDocument  *self); /* pretty JSON, unknown keys kept */

G_END_DECLS
