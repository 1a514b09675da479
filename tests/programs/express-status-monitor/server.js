// server.js: an express application with a status monitor, which loads itself a little as soon as anybody has asked it for anything:
// until then its /socket.io answers 404, and a client has to know that.
//
//   node server.js
//
// It listens on loopback, prints {"port":N} first, and ends when its stdin closes or after two minutes.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const http = require('node:http');
const express = require('express');
const monitor = require('express-status-monitor');
const lines = require('../../servers/lib/lines');

const PAUSE_MS = 120;
const PATHS = ['/', '/slow', '/', '/moved', '/', '/missing', '/slow', '/', '/broken'];

const app = express();
const server = http.createServer(app);
let load = null;
let n = 0;

function visit() {
  const { port } = server.address();

  http.get({ host: '127.0.0.1', port, path: PATHS[n++ % PATHS.length] }, answer => answer.resume()).on('error', () => {});
}

function beginLoad(request, response, next) {
  load ??= setInterval(visit, PAUSE_MS);
  next();
}

app.use(beginLoad);
app.use(monitor());
app.get('/', (request, response) => response.send('Hello\n'));
app.get('/slow', (request, response) => setTimeout(() => response.send('At last\n'), 40));
app.get('/moved', (request, response) => response.redirect('/'));
app.get('/broken', (request, response) => response.status(500).send('Broken\n'));
app.use((request, response) => response.status(404).send('Nothing here\n'));
lines.serve(() => {});
server.listen(0, '127.0.0.1', () => lines.print({ port: server.address().port }));
