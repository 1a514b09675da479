/* tell-document-error.c: the error domain of dashboard documents.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-document.h"

G_DEFINE_QUARK (tell-document-error-quark, tell_document_error)
