// echo-app.js: an application without a purpose on any version of socket.io, to try what the protocol can do.
//
//   node echo-app.js [--module=socket.io-2] [--options='{"transports":["websocket"]}'] [--parser=msgpack]
//                    [--redis=PORT] [--node=N] [--port=N]
//
// It listens on loopback, prints {"port":N} first, and ends when its stdin closes or after two minutes; {"stop":true} there
// ends the server as for a new version. One of several nodes tells its clients its number in a cookie, for a balancer to find
// it again. cluster-app.js is the same on a cluster, echo_app.py on python-socketio. What it does on request stands in
// lib/echo.js.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const http = require('node:http');
const { parseArgs } = require('node:util');
const echo = require('./lib/echo');
const lines = require('./lib/lines');

const { values } = parseArgs({
  options: {
    module: { type: 'string', default: 'socket.io' },
    options: { type: 'string', default: '{}' },
    parser: { type: 'string', default: 'json' },
    redis: { type: 'string' },
    node: { type: 'string' },
    port: { type: 'string', default: '0' },
  },
});

function adapterOn(redisPort) {
  const Redis = require('ioredis');
  const { createAdapter } = require('@socket.io/redis-streams-adapter');

  return createAdapter(new Redis(Number(redisPort), '127.0.0.1'));
}

const server = http.createServer((request, response) => response.end('This is an echo, not a page.\n'));
const settings = { serveClient: false, ...JSON.parse(values.options) };

if (values.parser === 'msgpack')
  settings.parser = require('socket.io-msgpack-parser');
if (values.redis)
  settings.adapter = adapterOn(values.redis);

const io = echo.serve(require(values.module), server, settings, values.node);

if (values.node)
  io.engine.on('initial_headers', headers => headers['set-cookie'] = `node=${values.node}; Path=/`);
lines.serve(command => command.stop && io.close());
server.listen(Number(values.port), '127.0.0.1', () => lines.print({ port: server.address().port }));
