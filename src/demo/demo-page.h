/* demo-page.h: what the server answers to plain GETs: one web page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* At "/"; any other path is 404. */
void demo_page_attach (SoupServer *server);

G_END_DECLS
