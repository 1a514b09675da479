/* eio-websocket.h: a WebSocket on a stream that libsoup negotiated: messages in and out, pings, the end.
 *
 *   OPEN ── close () ──► CLOSING ── the server's close frame, or the end of the stream ──► CLOSED
 *     └──────── the server's close frame (answered), the end, an error ────────────────────────┘
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-frame-reader.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _EioWebsocket EioWebsocket;

/* Any of them may free the WebSocket. */
typedef struct
{
  /* A text or a binary message, valid during the call; eio_websocket_slice () keeps it, or a part. */
  void (*message) (EioWebsocket *websocket, const EioMessage *message, gpointer user_data);
  void (*drained) (gpointer user_data);
  /* CODE and SAID: of the server's close frame, 0 and "" without one. ERROR: of SOUP_WEBSOCKET_ERROR when the
   * server broke the rules, of the stream, or NULL. */
  void (*closed)  (guint code, const char *said, const GError *error, gpointer user_data);
} EioWebsocketEvents;

EioWebsocket *eio_websocket_new         (GIOStream                *stream,
                                         SoupWebsocketExtension   *deflate, /* nullable */
                                         gsize                     max_payload,
                                         const EioWebsocketEvents *events,
                                         gpointer                  user_data);
/* Without a word; the stream is closed. */
void          eio_websocket_free        (EioWebsocket             *self);

gboolean      eio_websocket_is_open     (EioWebsocket             *self);
gboolean      eio_websocket_is_drained  (EioWebsocket             *self);
void          eio_websocket_send        (EioWebsocket             *self,
                                         EioOpcode                 opcode,
                                         GBytes                   *payload);
void          eio_websocket_flush       (EioWebsocket             *self);
/* Politely; the closed event follows, for which the caller sets a time limit. */
void          eio_websocket_close       (EioWebsocket             *self);
GBytes       *eio_websocket_slice       (EioWebsocket             *self,
                                         const EioMessage         *message,
                                         gsize                     offset);

G_END_DECLS
