/* cli-offer.c: a word on stderr when an address turns out to be a server that a ready dashboard knows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "config.h"

#include "cli-offer.h"

#include "cli-output.h"

#include <string.h>

static void
offer_cb (TellSession *session, GParamSpec *pspec, gpointer user_data)
{
  TellReady *offer = tell_session_get_offer (session);
  g_autoptr (GFile) folder = tell_ready_dup_folder ();
  g_autofree char *file = g_strconcat (offer->id, ".telltale.json", NULL);
  g_autofree char *path = g_build_filename (g_file_peek_path (folder), file, NULL);

  if (tell_session_get_state (session) == TELL_SESSION_CONNECTED) /* a refusal has its own line */
    cli_output_complain ("This looks like %s. Try: telltale watch %s --url=%s",
                         tell_document_get_name (offer->document), path,
                         tell_document_get_url (tell_session_get_document (session)));
}

void
cli_offer_look (TellSession *session, const char *name)
{
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GPtrArray) ready = NULL;

  if (strstr (name, "://") == NULL)
    return;
  folder = tell_ready_dup_folder ();
  ready = tell_ready_load (folder, NULL);
  tell_session_recognise (session, ready);
  g_signal_connect (session, "notify::offer", G_CALLBACK (offer_cb), NULL);
}
