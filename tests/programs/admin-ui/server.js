// server.js: a Socket.IO server that @socket.io/admin-ui instruments, and clients that come, talk, change rooms and go.
//
//   node server.js [--mode=development|production] [--sockets=N] [--drop=SECONDS] [--forget]
//
// --sockets adds a crowd that is just there; --drop takes the administrators' connections once, as a network would, and
// with --forget their sessions are gone then, as after a restart.
// It listens on loopback, prints {"port":N,"inputs":{…}} once the crowd is there, and ends when its stdin closes or after two minutes.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const crypto = require('node:crypto');
const http = require('node:http');
const { parseArgs } = require('node:util');
const bcrypt = require('bcryptjs');
const { InMemoryStore, instrument } = require('@socket.io/admin-ui');
const { Server } = require('socket.io');
const { io: connect } = require('socket.io-client');
const lines = require('../../servers/lib/lines');

const STEP_MS = 200;
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';
const CROWD_NAMESPACES = ['/news', '/orders', '/stock', '/prices', '/alerts', '/maps'];
const ROOMS = ['lobby', 'support', 'kitchen'];
const NAMES = ['ann', 'bob', 'cem', 'dot', 'eva', 'fay'];

const { values: options } = parseArgs({
  options: {
    mode: { type: 'string', default: 'development' },
    sockets: { type: 'string', default: '0' },
    drop: { type: 'string', default: '0' },
    forget: { type: 'boolean', default: false },
  },
});

const username = 'admin';
const password = crypto.randomBytes(9).toString('base64url');
const server = http.createServer((request, response) => response.end('Nothing to see.\n'));
const io = new Server(server);
const store = new InMemoryStore();

// --- The server: a chat, and namespaces where nothing happens.

io.of('/chat').on('connection', socket => {
  const { name, room } = socket.handshake.auth;

  socket.data.username = name;
  socket.join(room);
  socket.on('message', (to, text) => socket.to(to).emit('message', { from: name, room: to, text }));
  socket.on('move', (from, to, done) => {
    socket.leave(from);
    socket.join(to);
    done(to);
  });
});
for (const name of Number(options.sockets) > 0 ? CROWD_NAMESPACES : [])
  io.of(name).on('connection', socket => socket.join(`${name.slice(1)} ${socket.handshake.auth.n % 5}`));
instrument(io, {
  auth: { type: 'basic', username, password: bcrypt.hashSync(password, 4) },
  mode: options.mode,
  store,
  serverId: 'server-1',
});

// --- The clients: each step one of them comes, talks, moves or goes.

const clients = new Map(); // name → { socket, room }
let step = 0;

function url(namespace) {
  return `http://127.0.0.1:${server.address().port}${namespace}`;
}

function come(name) {
  const room = ROOMS[step % ROOMS.length];
  const transports = step % 2 ? ['polling'] : ['polling', 'websocket'];

  clients.set(name, { room, socket: connect(url('/chat'), { auth: { name, room }, forceNew: true, transports }) });
}

function move(client) {
  const from = client.room;

  client.room = ROOMS[(ROOMS.indexOf(from) + 1) % ROOMS.length];
  client.socket.emit('move', from, client.room, () => {});
}

function go(name) {
  clients.get(name).socket.disconnect();
  clients.delete(name);
}

function act() {
  const name = NAMES[step % NAMES.length];
  const round = Math.floor(step / NAMES.length) % 5;
  const client = clients.get(name);

  step += 1;
  if (!client)
    come(name);
  else if (round === 3)
    move(client);
  else if (round === 4 && NAMES.indexOf(name) % 2)
    go(name);
  else
    client.socket.emit('message', client.room, `hello from ${name}`);
}

// As many sockets as are asked for, over a sixth of the connections.
async function gather(n) {
  const all = [];

  for (let i = 0; i < n; i += CROWD_NAMESPACES.length)
    all.push(...enter(i, Math.min(CROWD_NAMESPACES.length, n - i)));
  await Promise.all(all);
}

function enter(i, n) {
  const settings = { forceNew: true, transports: ['websocket'], auth: { n: i }, extraHeaders: { 'user-agent': BROWSER } };
  const first = connect(url(CROWD_NAMESPACES[0]), settings);
  const others = CROWD_NAMESPACES.slice(1, n).map(name => first.io.socket(name, { auth: { n: i } }));

  return [first, ...others].map(socket => new Promise(resolve => socket.connect().on('connect', resolve)));
}

function drop() {
  if (options.forget)
    store.sessions.clear();
  io.of('/admin').sockets.forEach(socket => socket.conn.close(true));
}

server.listen(0, '127.0.0.1', async () => {
  await gather(Number(options.sockets));
  setInterval(act, STEP_MS);
  if (Number(options.drop) > 0)
    setTimeout(drop, Number(options.drop) * 1000);
  lines.print({ port: server.address().port, inputs: { username, password } });
});
lines.serve(() => {});
