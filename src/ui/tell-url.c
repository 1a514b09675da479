/* tell-url.c: what a person types as an address.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-url.h"

#include <string.h>

/* A name or address with, or without, a port, of this machine or of its network. */
static gboolean
is_local (const char *text)
{
  static const char *prefixes[] = { "localhost", "127.", "[::1]", "10.", "192.168.", "0.0.0.0" };
  gsize host = strcspn (text, ":/");

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (text, prefixes[i]))
      return TRUE;
  return memchr (text, '.', host) == NULL && *text != '['; /* "server:3000" */
}

/**
 * tell_url_complete:
 * @text: "https://example.org", "example.org" or "localhost:3000"
 *
 * Returns: (transfer full): with a scheme: https, or http for what is near
 */
char *
tell_url_complete (const char *text)
{
  g_autofree char *url = g_strstrip (g_strdup (text));

  if (strstr (url, "://") != NULL)
    return g_steal_pointer (&url);
  return g_strconcat (is_local (url) ? "http://" : "https://", url, NULL);
}

/**
 * tell_url_is_one:
 * @text: an argument of the command line
 *
 * Returns: whether it is an address and no file
 */
gboolean
tell_url_is_one (const char *text)
{
  return strstr (text, "://") != NULL && !g_str_has_prefix (text, "file://");
}
