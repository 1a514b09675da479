/* cli-document.h: the dashboard document that a command line names, with what its options change in it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-options.h"
#include "tell-document.h"

G_BEGIN_DECLS

/* NAME: a file, or a URL that nobody has described yet. */
TellDocument *cli_document_load (const CliOptions *options,
                                 const char       *name,
                                 GError          **error);

G_END_DECLS
