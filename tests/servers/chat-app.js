// chat-app.js: a chat application on socket.io with rooms, presence and metrics, and with ways to misbehave when asked.
//
//   node chat-app.js [--port=N] [--history=FILE]
//
// It listens on loopback, prints {"port":N} first, and ends when its stdin closes or after two minutes.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const http = require('node:http');
const { parseArgs } = require('node:util');
const { Server } = require('socket.io');
const lines = require('./lib/lines');
const { Rooms } = require('./lib/rooms');
const { Metrics } = require('./lib/metrics');

const METRICS_MS = 200;
const ADMIN_TOKEN = 'sesame';
const LATE_MS = 300;

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    history: { type: 'string' },
  },
});

const server = http.createServer((request, response) => response.end('This is a chat, not a page.\n'));
const io = new Server(server, { cors: { origin: '*' }, pingInterval: 5000, pingTimeout: 5000 });
const rooms = new Rooms(options.history);
const metrics = new Metrics();
const nobody = () => {};

function personOf(socket) {
  const name = String(socket.handshake.auth.name ?? socket.handshake.query.name ?? 'guest');

  return { id: name.toLowerCase(), name };
}

function tellCount() {
  io.emit('online', { count: io.of('/').sockets.size });
}

// --- Chat

function join(socket, room, since, done = nobody) {
  if (typeof room !== 'string' || room === '')
    return done({ ok: false, error: 'A room needs a name' });
  rooms.enter(room, socket.id, socket.data.person);
  socket.join(room);
  socket.to(room).emit('entered', { room, ...socket.data.person });
  return done({ ok: true, ...rooms.describe(room, Number(since) || 0) });
}

function leave(socket, room, done = nobody) {
  if (!rooms.leave(room, socket.id))
    return done({ ok: false, error: `You are not in ${room}` });
  socket.leave(room);
  socket.to(room).emit('left', { room, ...socket.data.person });
  return done({ ok: true });
}

function say(socket, room, text, done = nobody) {
  if (!rooms.has(room, socket.id))
    return done({ ok: false, error: `You are not in ${room}` });
  const message = rooms.say(room, socket.data.person, String(text));
  io.to(room).emit('said', message);
  return done({ ok: true, id: message.id, seq: message.seq, time: message.time });
}

function typing(socket, room, active) {
  socket.to(room).emit('typing', { room, ...socket.data.person, active: active !== false });
}

function addChat(socket) {
  // since may be left out
  socket.on('join', (room, since, done) =>
    typeof since === 'function' ? join(socket, room, 0, since) : join(socket, room, since, done));
  socket.on('leave', (room, done) => leave(socket, room, done));
  socket.on('say', (room, text, done) => say(socket, room, text, done));
  socket.on('typing', (room, active) => typing(socket, room, active));
  socket.on('disconnecting', () => rooms.roomsOf(socket.id).forEach(room => leave(socket, room)));
  socket.on('disconnect', tellCount);
}

// --- Misbehaving, and answering, on request

function kick(name, reason, done = nobody) {
  const all = [...io.of('/').sockets.values()].filter(socket => socket.data.person.id === String(name).toLowerCase());

  all.forEach(socket => {
    socket.emit('kicked', { reason });
    socket.disconnect(true);
  });
  done({ ok: all.length > 0, kicked: all.length });
}

// As a network would: the transport goes, without a word.
function drop(name) {
  [...io.of('/').sockets.values()].filter(socket => socket.data.person.id === String(name).toLowerCase())
    .forEach(socket => socket.conn.close(true));
}

function addRequests(socket) {
  socket.on('kick', kick);
  socket.on('slow', (ms, done = nobody) => setTimeout(done, Number(ms) || 0, { ok: true, ms }));
  socket.on('never', nobody);
  socket.on('drop', () => socket.conn.close(true));
  socket.on('echo', (...args) => args.pop()(...args));
  socket.on('add', (a, b, done = nobody) => done(a + b));
  socket.on('repeat', (...args) => socket.emit('repeated', ...args.filter(arg => typeof arg !== 'function')));
  socket.on('file', done => done(Buffer.from([0, 1, 2, 253, 254, 255])));
  socket.on('upload', (data, done) => done({ length: data.length, first: data[0] }));
  // asks the client in turn: its answer is ours
  socket.on('ask me', (...args) => {
    const done = args.pop();
    socket.timeout(5000).emit('question', ...args, (error, ...answer) => done(error ? error.message : answer));
  });
}

// --- Namespaces

function addAdmin() {
  const admin = io.of('/admin');

  admin.use((socket, next) => {
    if (socket.handshake.auth.token === ADMIN_TOKEN)
      return next();
    const error = new Error('Wrong token');
    error.data = { code: 401, hint: 'Ask the operator' };
    return next(error);
  });
  admin.on('connection', socket => {
    socket.emit('welcome', { clients: io.of('/').sockets.size });
    socket.on('kick', kick);
    socket.on('clients', done => done([...io.of('/').sockets.values()].map(client => client.data.person)));
  });
}

function addLate() {
  io.of('/late').use((socket, next) => setTimeout(next, LATE_MS));
}

io.on('connection', socket => {
  socket.data.person = personOf(socket);
  socket.emit('hello', { you: socket.data.person, rooms: ['lobby', 'ops'] });
  addChat(socket);
  addRequests(socket);
  tellCount();
});
addAdmin();
addLate();
setInterval(() => io.emit('metrics', metrics.next(io.of('/').sockets.size)), METRICS_MS);
lines.serve(({ kick: kicked, reason, drop: dropped }) => {
  if (kicked)
    kick(kicked, reason);
  if (dropped)
    drop(dropped);
});
server.listen(Number(options.port), '127.0.0.1', () => lines.print({ port: server.address().port }));
