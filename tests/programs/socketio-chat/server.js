// server.js: a chat that speaks as Socket.IO's chat example does, and three people who talk in it.
//
//   node server.js
//
// It listens on loopback, prints {"port":N} first, and ends when its stdin closes or after two minutes.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const http = require('node:http');
const { Server } = require('socket.io');
const { io: connect } = require('socket.io-client');
const lines = require('../../servers/lib/lines');

const STEP_MS = 250;
const server = http.createServer((request, response) => response.end('A chat.\n'));
const io = new Server(server);
let numUsers = 0;

// --- The server: who has a name is counted, and what is said goes to all others.

function add(socket, username) {
  if (socket.data.username !== undefined)
    return;
  socket.data.username = username;
  numUsers += 1;
  socket.emit('login', { numUsers });
  socket.broadcast.emit('user joined', { username, numUsers });
}

function remove(socket) {
  const { username } = socket.data;

  if (username === undefined)
    return;
  numUsers -= 1;
  socket.broadcast.emit('user left', { username, numUsers });
}

io.on('connection', socket => {
  const tell = (event, more) => socket.broadcast.emit(event, { username: socket.data.username, ...more });

  socket.on('add user', username => add(socket, username));
  socket.on('new message', message => tell('new message', { message }));
  socket.on('typing', () => tell('typing'));
  socket.on('stop typing', () => tell('stop typing'));
  socket.on('disconnect', () => remove(socket));
});

// --- The people: each step is one of them doing one thing; the round begins again when it is over.

const SCRIPT = [
  ['ann', 'come'], ['bob', 'come'], ['cem', 'come'],
  ['ann', 'typing'], ['ann', 'say', 'Good morning'], ['ann', 'stop typing'],
  ['bob', 'typing'], ['bob', 'say', 'desktop, are you there?'], ['bob', 'stop typing'],
  ['cem', 'typing'], ['cem', 'stop typing'],
  ['cem', 'go'], ['ann', 'say', 'He left.'],
  ['ann', 'go'], ['bob', 'go'],
];
const people = new Map();

function come(name) {
  const socket = connect(`http://127.0.0.1:${server.address().port}`, { forceNew: true });

  people.set(name, socket);
  socket.on('connect', () => socket.emit('add user', name));
}

function act([name, deed, text]) {
  if (deed === 'come')
    return come(name);
  if (deed === 'go')
    return people.get(name).disconnect();
  return people.get(name).emit(deed === 'say' ? 'new message' : deed, ...(text ? [text] : []));
}

let step = 0;

setInterval(() => act(SCRIPT[step++ % SCRIPT.length]), STEP_MS);
lines.serve(() => {});
server.listen(0, '127.0.0.1', () => lines.print({ port: server.address().port }));
