/* demo-limits.h: what one client may ask of the demo server; beyond it a request is refused, never the process harmed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Engine.IO, with the reference server's defaults. */
#define DEMO_PING_INTERVAL_MS 25000
#define DEMO_PING_TIMEOUT_MS 20000
#define DEMO_UPGRADE_TIMEOUT_MS 10000
#define DEMO_UPGRADE_RELEASE_MS 100 /* a GET that comes during an upgrade is let go after this */
#define DEMO_CLOSE_TIMEOUT_MS 5000  /* a closing polling session waits that long for a GET to say goodbye in */
#define DEMO_MAX_PAYLOAD 1000000    /* bytes, one POST or one WebSocket message */
#define DEMO_MAX_SESSIONS 200
#define DEMO_MAX_QUEUED 2000 /* packets that wait for a GET; a client that does not fetch them is gone */

/* Socket.IO */
#define DEMO_CONNECT_TIMEOUT_MS 45000 /* for the first namespace */
#define DEMO_MAX_NAMESPACES 8         /* of one client */
#define DEMO_MAX_ACKS 64              /* answers that the server waits for, of one socket */

/* Chat */
#define DEMO_MAX_NAME 32       /* characters */
#define DEMO_MAX_ROOM_ID 64    /* characters */
#define DEMO_MAX_TEXT 2000     /* characters of one message */
#define DEMO_MAX_ROOMS 60      /* of the server */
#define DEMO_MAX_JOINED 40     /* of one person */
#define DEMO_MAX_PEOPLE 300    /* known at a time; who is long gone makes place */
#define DEMO_MAX_PRIVATE 500   /* private rooms; the longest silent one makes place */
#define DEMO_MAX_HISTORY 100   /* messages kept of a room */
#define DEMO_EVENT_RATE 20     /* chat events a second of one client … */
#define DEMO_EVENT_BURST 60    /* … and at once */
#define DEMO_HISTORY_SECONDS 300 /* of metrics, sent to who connects */
