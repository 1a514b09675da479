// proxy-app.js: a forward proxy for HTTP, plain requests and tunnels.
//
//   node proxy-app.js [--sign-in=NAME:PASSWORD]
//
// It listens on loopback, prints {"port":N} first, then {"method":…,"target":…,"status":…} of each request, and ends with its
// stdin.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const http = require('node:http');
const net = require('node:net');
const { parseArgs } = require('node:util');
const lines = require('./lib/lines');

const { values } = parseArgs({ options: { 'sign-in': { type: 'string' } } });

const expected = values['sign-in'] && 'Basic ' + Buffer.from(values['sign-in']).toString('base64');

function isWelcome(request) {
  return !expected || request.headers['proxy-authorization'] === expected;
}

function note(request, status) {
  lines.print({ method: request.method, target: request.url.split('?')[0], status });
}

// An address in the request line: asked on the client's behalf. Nothing but http: is known here, as on the proxies of this world.
function forward(request, response) {
  const headers = { ...request.headers };
  const isKnown = request.url.startsWith('http://');

  note(request, isKnown ? 200 : 400);
  if (!isKnown) {
    response.writeHead(400).end();
    return;
  }
  delete headers['proxy-authorization'];
  delete headers['proxy-connection'];

  const outgoing = http.request(request.url, { method: request.method, headers, agent: false }, answer => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });

  outgoing.on('error', () => response.headersSent ? response.destroy() : response.writeHead(502).end());
  response.on('close', () => outgoing.destroy());
  request.pipe(outgoing);
}

function refuse(request, response) {
  note(request, 407);
  response.writeHead(407, { 'Proxy-Authenticate': 'Basic realm="Proxy"', 'Content-Length': 0 }).end();
}

function tunnel(request, client, head) {
  const [host, port] = request.url.split(':');
  const server = net.connect(Number(port), host, () => {
    note(request, 200);
    client.write('HTTP/1.1 200 Connected\r\n\r\n');
    server.write(head);
    server.pipe(client).pipe(server);
  });

  server.on('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
  client.on('error', () => server.destroy());
  client.on('close', () => server.destroy());
}

function refuseTunnel(request, client) {
  note(request, 407);
  client.end('HTTP/1.1 407 Proxy Authentication Required\r\n' +
    'Proxy-Authenticate: Basic realm="Proxy"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
}

const proxy = http.createServer((request, response) => (isWelcome(request) ? forward : refuse)(request, response));

proxy.on('connect', (request, client, head) => (isWelcome(request) ? tunnel : refuseTunnel)(request, client, head));
lines.serve(() => {});
proxy.listen(0, '127.0.0.1', () => lines.print({ port: proxy.address().port }));
