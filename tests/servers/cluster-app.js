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
const HANDOVER_MS = 20;

// A client as near as ours can be quicker than what the two processes still have to tell each other: that there
// is a session (else its next request goes to the other worker), and that the primary may let go of a socket
// (else it still reads there, and what it reads is lost). So a worker takes its time for handshakes.
function answerLater(server) {
  const emit = server.emit.bind(server);

  server.emit = (name, ...args) =>
    name === 'upgrade' ? setTimeout(emit, HANDOVER_MS, name, ...args) : emit(name, ...args);
  server.prependListener('request', (request, response) => {
    const end = response.end.bind(response);

    if (!request.url.includes('sid='))
      response.end = (...args) => setTimeout(end, HANDOVER_MS, ...args);
  });
}

function startPrimary() {
  const server = http.createServer();
  let missing = WORKERS;

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
  const server = http.createServer();

  setupWorker(echo.serve(socketio, server, settings, String(cluster.worker.id)));
  answerLater(server);
  process.send('ready');
}

if (cluster.isPrimary)
  startPrimary();
else
  startWorker();
