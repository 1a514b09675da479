/* tell-ui.c: what every part of the window needs first: resources, style, types that templates name.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-ui.h"
#include "tell-ui-resource.h"

#include "tell-composer.h"
#include "tell-dot.h"
#include "tell-message-view.h"
#include "tell-people-list.h"
#include "tell-person-row.h"
#include "tell-text-bin.h"

static void
load_style (GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, TELL_UI_RESOURCES "ui/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
load_icons (GdkDisplay *display)
{
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), TELL_UI_RESOURCES "icons");
}

static void
ensure_types (void)
{
  g_type_ensure (TELL_TYPE_COMPOSER);
  g_type_ensure (TELL_TYPE_DOT);
  g_type_ensure (TELL_TYPE_MESSAGE_VIEW);
  g_type_ensure (TELL_TYPE_PEOPLE_LIST);
  g_type_ensure (TELL_TYPE_PERSON_ROW);
  g_type_ensure (TELL_TYPE_TEXT_BIN);
}

/**
 * tell_ui_init:
 *
 * Makes resources, style sheet, icons and widget types available. Needs a display, after adw_init().
 * Naming the resource here also keeps the linker from dropping it out of the static library.
 */
void
tell_ui_init (void)
{
  static gboolean done = FALSE;
  GdkDisplay *display = gdk_display_get_default ();

  if (done || display == NULL)
    return;
  done = TRUE;
  g_resources_register (tell_ui_get_resource ());
  load_style (display);
  load_icons (display);
  ensure_types ();
}

static GSettingsSchema *
lookup_built_schema (void)
{
  g_autoptr (GSettingsSchemaSource) source = NULL;

  source = g_settings_schema_source_new_from_directory (TELL_BUILD_DIR "/data",
                                                        g_settings_schema_source_get_default (), FALSE, NULL);
  return source ? g_settings_schema_source_lookup (source, TELL_APP_ID, FALSE) : NULL;
}

/**
 * tell_ui_new_settings:
 *
 * The program's settings, from where they are installed or, run from the build directory, from there.
 *
 * Returns: (transfer full) (nullable): the settings, %NULL when no schema was found
 */
GSettings *
tell_ui_new_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = lookup_built_schema ();

  if (schema == NULL && source != NULL)
    schema = g_settings_schema_source_lookup (source, TELL_APP_ID, TRUE);
  return schema ? g_settings_new_full (schema, NULL, NULL) : NULL;
}
