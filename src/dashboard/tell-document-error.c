/* tell-document-error.c: the error domain of dashboard documents.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-document.h"

G_DEFINE_QUARK (tell_document_error_quark, tell_document_error)
