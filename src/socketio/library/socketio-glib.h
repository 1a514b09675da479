/* socketio-glib.h: everything of the library; the one header to include.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <eio-config.h>
#include <eio-enums.h>
#include <eio-error.h>
#include <eio-packet.h>
#include <eio-types.h>
#include <sio-args.h>
#include <sio-client.h>
#include <sio-config.h>
#include <sio-enums.h>
#include <sio-error.h>
#include <sio-event.h>
#include <sio-namespace.h>
#include <sio-types.h>
#include <sio-waker.h>
#include <sio-writer.h>
