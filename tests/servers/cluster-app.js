// cluster-app.js: the echo application on two processes of a Node cluster, held together by @socket.io/sticky.
//
//   node cluster-app.js
//
// As echo-app.js: loopback, {"port":N} first, ends with its stdin. Each process hears of the rooms of the other.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const cluster = require('node:cluster');
const http = require('node:http');
const { createAdapter, setupPrimary } = require('@socket.io/cluster-adapter');
const { setupMaster, setupWorker } = require('@socket.io/sticky');
const socketio = require('socket.io');
const echo = require('./lib/echo');
const lines = require('./lib/lines');

const WORKERS = 2;
const HANDSHAKE_MS = 20;

// A worker tells the primary of a new session in a message that races with its answer to the client. A client
// as near as ours can come back on a second connection before that message: give the message its time.
function acceptLater(server) {
  const emit = server.emit.bind(server);

  server.emit = (name, ...args) =>
    name === 'connection' ? setTimeout(emit, HANDSHAKE_MS, name, ...args) : emit(name, ...args);
}

function startPrimary() {
  const server = http.createServer();
  let missing = WORKERS;

  acceptLater(server);
  setupMaster(server, { loadBalancingMethod: 'round-robin' });
  setupPrimary();
  cluster.setupPrimary({ serialization: 'advanced' });
  cluster.on('message', (worker, message) => {
    if (message === 'ready' && --missing === 0)
      server.listen(0, '127.0.0.1', () => lines.print({ port: server.address().port }));
  });
  for (let i = 0; i < WORKERS; i++)
    cluster.fork();
  lines.serve(() => {});
}

function startWorker() {
  const settings = { serveClient: false, adapter: createAdapter() };

  setupWorker(echo.serve(socketio, http.createServer(), settings, String(cluster.worker.id)));
  process.send('ready');
}

if (cluster.isPrimary)
  startPrimary();
else
  startWorker();
