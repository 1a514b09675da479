/* cli-connect.h: from options to a connection.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-options.h"
#include "sio-client.h"

G_BEGIN_DECLS

/* What the options say of CONFIG; what they do not mention stays. */
gboolean   cli_connect_apply          (const CliOptions *options,
                                       SioConfig        *config,
                                       GError          **error);
/* A client for URL with all that the options say, not opened yet. */
SioClient *cli_connect_new_client     (const CliOptions *options,
                                       const char       *url,
                                       GError          **error);
/* The namespace of the URL's path and those of --namespace, at least "/"; each once. */
GStrv      cli_connect_dup_namespaces (const CliOptions *options,
                                       const char       *url_nsp);
/* Those of --emit, of SioArgs. */
GPtrArray *cli_connect_parse_emits    (const CliOptions *options,
                                       GError          **error);
/* Whether ARGS may be emitted; to be asked before NSP is connected, when nothing can be sent yet. */
gboolean   cli_connect_check_event    (SioNamespace     *nsp,
                                       SioArgs          *args,
                                       GError          **error);
/* NULL without an error when there is no --auth. */
SioArgs   *cli_connect_parse_auth     (const CliOptions *options,
                                       GError          **error);
/* Whether a first connection that fails is tried again: only if a number of attempts or a delay was asked for. */
gboolean   cli_connect_is_patient     (const CliOptions *options);

G_END_DECLS
