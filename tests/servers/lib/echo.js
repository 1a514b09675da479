// echo.js: what the echo application does, on socket.io 1 to 4.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const TOKEN = 'sesame';
const LATE_MS = 200;

function refusal(message, data) {
  return Object.assign(new Error(message), data === undefined ? {} : { data });
}

// Revision 4 signs in with an object, revision 3 with the query behind the namespace.
function tokenOf(socket) {
  return (socket.handshake.auth && socket.handshake.auth.token) || socket.handshake.query.token;
}

function bytes(length) {
  return Buffer.alloc(length, 7);
}

// The transport goes, as a network would take it.
function drop(socket) {
  socket.conn.close(true);
}

// Asks in turn, and answers with what was answered.
function ask(socket, ...args) {
  const done = args.pop();

  socket.emit('question', ...args, (...answer) => done(...answer));
}

function addEcho(socket) {
  socket.on('echo', (...args) => {
    if (typeof args[args.length - 1] === 'function')
      args.pop()(...args);
    else
      socket.emit('echo', ...args);
  });
  socket.on('ask', (...args) => ask(socket, ...args));
  socket.on('slow', (ms, done) => setTimeout(done, ms, 'slept'));
  socket.on('never', () => {});
  socket.on('headers', done => done(socket.handshake.headers, socket.handshake.url));
}

function addLarge(socket) {
  socket.on('file', (length, done) => done({ name: 'a', parts: [bytes(length), bytes(0)] }, bytes(3)));
  socket.on('text', (length, done) => done('é'.repeat(length)));
  socket.on('measure', (data, done) => done({ length: data.length, binary: Buffer.isBuffer(data) }));
  socket.on('count', n => {
    for (let i = 0; i < n; i++)
      socket.emit('number', i);
  });
}

function addRooms(io, socket) {
  socket.on('join', (room, done) => {
    socket.join(room);
    setTimeout(done, 20, { room }); // 1.x joins a moment later
  });
  socket.on('tell', (room, ...args) => io.to(room).emit('told', room, ...args));
}

function addEnds(socket) {
  socket.on('kick', () => socket.disconnect());
  socket.on('drop', () => drop(socket));
}

function addNamespaces(io) {
  io.of('/admin').use((socket, next) =>
    next(tokenOf(socket) === TOKEN ? undefined : refusal('Wrong token', { code: 401, hint: 'Ask' })));
  io.of('/shut').use((socket, next) => next(refusal('Not today')));
  io.of('/late').use((socket, next) => setTimeout(next, LATE_MS));
  io.of('/early').use((socket, next) => {
    socket.emit('early', 1);
    next();
  });
  for (const name of ['/admin', '/shut', '/late', '/early'])
    io.of(name).on('connection', addEcho);
}

function serve(socketio, server, settings, node) {
  const io = new (socketio.Server || socketio)(server, settings);

  addNamespaces(io);
  io.on('connection', socket => {
    addEcho(socket);
    addLarge(socket);
    addRooms(io, socket);
    addEnds(socket);
    socket.on('node', done => done(node));
    socket.emit('hello', { server: 'echo', recovered: Boolean(socket.recovered) });
  });
  return io;
}

module.exports = { serve };
