// desk.js: a help desk. One object a frame, in MessagePack on a path of its own, behind a sign-in over HTTP with a cookie; a
// snapshot, then deltas; history that comes twice and out of order; times in ISO 8601 with microseconds; binary.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';
const http = require('node:http');
const { Server } = require('socket.io');
const parser = require('socket.io-msgpack-parser');

const token = 'tok-5e7a';

function readJson(request, done) {
  let text = '';
  request.on('data', part => { text += part; });
  request.on('end', () => done(JSON.parse(text)));
}

const server = http.createServer((request, response) => {
  if (request.method !== 'POST' || request.url !== '/api/sign-in')
    return response.writeHead(404).end();
  return readJson(request, body => {
    const right = body.user.name === 'agent' && body.user.password === 's3cret-word';
    response.writeHead(right ? 200 : 401, { 'content-type': 'application/json', 'set-cookie': 'desk=open; Path=/' });
    response.end(JSON.stringify({ session: { token, id: 'a7' } }));
  });
});
const io = new Server(server, { path: '/live/', parser });

const snapshot = {
  me: 'a7',
  people: [{ id: 'a7', name: 'Agent' }, { id: 'c1', name: 'Cleo', presence: 'online' }, { id: 'c2', name: 'Dan', presence: 'dnd' }],
  tickets: [
    { id: 't-1', subject: 'Printer', members: ['a7', 'c1'], unread: 2, log: [
      { id: 'm2', by: 'c1', body: '<b>It</b> burns &amp; smokes', at: '2023-11-14T22:13:22.000500Z' },
      { id: 'm1', by: 'c1', body: 'Hello', at: '2023-11-14T22:13:21.999999Z' },
    ] },
    { id: 't-2', subject: 'Mouse', members: [], log: [] },
  ],
  load: { points: [['2023-11-14T22:13:20Z', 0.25], ['2023-11-14T22:13:21Z', null], ['2023-11-14T22:13:22Z', 0.5]] },
};

io.use((socket, next) => {
  const { headers, auth } = socket.handshake;
  return auth.token === token && (headers.cookie || '').includes('desk=open') ? next() : next(new Error('sign in first'));
});

io.on('connection', socket => {
  socket.emit('snapshot', snapshot);
  socket.emit('delta', { op: 'say', ticket: 't-1', message: snapshot.tickets[0].log[1] });
  socket.emit('delta', { op: 'say', ticket: 't-1', message: { id: 'm3', by: 'a7', body: 'On my way', at: '2023-11-14T22:13:25.1Z' } });
  socket.emit('delta', { op: 'edit', ticket: 't-1', message: { id: 'm1', body: 'Hello?' } });
  socket.emit('delta', { op: 'leave', ticket: 't-1', person: 'c1' });
  socket.emit('delta', { op: 'file', ticket: 't-2', name: 'photo', data: Buffer.from([0, 255, 16, 1]) });
  socket.emit('delta', { op: 'dance' });
  socket.on('ask', (question, answer) => answer({ ok: true, answer: question.text.length }));
});

server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
