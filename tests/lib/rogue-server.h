/* rogue-server.h: an Engine.IO server on loopback that misbehaves as a test asks.
 *
 * It echoes every message, or answers as its replies say. What it shall do wrong stands in its RogueFlags, to be set
 * before a client connects.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef enum
{
  ROGUE_PROBE_ANSWER,
  ROGUE_PROBE_REFUSE, /* 400 to the upgrade */
  ROGUE_PROBE_SILENT,
  ROGUE_PROBE_WRONG,
  ROGUE_PROBE_CLOSE,
  ROGUE_PROBE_KEEP_POLL, /* answers, and then never releases the poll */
  ROGUE_PROBE_CLOSE_LATE, /* answers, keeps the poll, and closes */
} RogueProbe;

typedef struct
{
  guint       revision;         /* 4 or 3 */
  gboolean    binary_payloads;  /* revision 3: bodies framed as servers of 1.x do */
  gboolean    only_revision;    /* refuses the other one with {"code":5} */
  guint       ping_interval_ms; /* the server itself pings only when the test says so */
  guint       ping_timeout_ms;
  guint       max_payload;      /* 0: names none */
  gboolean    no_websocket;     /* offers no upgrade */
  gboolean    no_polling;       /* refuses it with {"code":0} */
  RogueProbe  probe;
  gboolean    greet;            /* a message "0" right after the handshake, as revision 3 does */
  guint       status;           /* answers every request with it, when not 0 */
  const char *content_type;     /* of that answer */
  const char *body;             /* of that answer, or of the handshake when status is 0 */
  const char *header;           /* "Name: value" on every answer */
  const char *redirect_to;      /* the first GET is sent there */
  guint       redirect_status;  /* with this; 307 unless set */
  gboolean    silent;           /* never answers anything */
  gboolean    gzip;             /* compresses bodies */
  gboolean    deflate;          /* the same, in the other way */
  /* Pairs of a glob and the packet that answers what it fits, in order, every pair that fits; NULL at the end. With
   * them nothing is echoed. Binary packets stand as on polling: "bAAE=". */
  const char *const *replies;
  const char *cut_at_packet;    /* a glob: cuts every connection when such a packet arrives */
  const char *cut_at_request;   /* the same for "METHOD PATH?QUERY" */
} RogueFlags;

typedef struct _RogueServer RogueServer;

RogueServer *rogue_server_new          (void);
RogueServer *rogue_server_new_tls      (GTlsCertificate *certificate);
/* From now on only clients that show a certificate, whichever. */
void         rogue_server_ask_for_certificate (RogueServer *self);
void         rogue_server_free         (RogueServer     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RogueServer, rogue_server_free)

/* Takes a stream as a WebSocket whose handshake is done; QUERY is that of its address. */
void         rogue_server_accept       (RogueServer     *self,
                                        GIOStream       *stream,
                                        const char      *query);

const char  *rogue_server_get_url      (RogueServer     *self); /* "http://127.0.0.1:PORT" */
RogueFlags  *rogue_server_get_flags    (RogueServer     *self);

/* The packets that came, in order: "polling 4hello", "websocket 2probe"; binary ones as "websocket <0102>". */
char        *rogue_server_dup_log      (RogueServer     *self); /* joined by " | " */
gboolean     rogue_server_has_logged   (RogueServer     *self,
                                        const char      *entry);
/* The requests that came: method, path, query, one a string; and the headers of the last one. */
GPtrArray   *rogue_server_get_requests (RogueServer     *self);
const char  *rogue_server_get_header   (RogueServer     *self,
                                        const char      *name);
guint        rogue_server_get_client_port (RogueServer  *self); /* from which the last request came */
gboolean     rogue_server_uses_deflate (RogueServer     *self); /* on its WebSocket */
guint        rogue_server_count_polls  (RogueServer     *self); /* that wait for an answer */
gboolean     rogue_server_has_websocket (RogueServer    *self);
gboolean     rogue_server_has_session  (RogueServer     *self); /* that nobody has closed */

/* To the client, over the transport in use; TEXT is a whole packet, or whatever a bad server says. */
void         rogue_server_send         (RogueServer     *self,
                                        const char      *text);
void         rogue_server_send_binary  (RogueServer     *self,
                                        GBytes          *data);
/* Answers the waiting poll with exactly this. */
void         rogue_server_answer       (RogueServer     *self,
                                        guint            status,
                                        const char      *body);
void         rogue_server_close_websocket (RogueServer  *self,
                                        gushort          code);
/* Cuts every connection, as a server that dies does; it is back at once, and knows of no session. */
void         rogue_server_cut          (RogueServer     *self);

G_END_DECLS
