// plant.js: a control room. Everything is positional, maps are keyed by id, ids are in the names of events, answers carry the
// data, times are seconds; two namespaces, and a PIN that opens one of them.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';
const http = require('node:http');
const { Server } = require('socket.io');

const server = http.createServer();
const io = new Server(server);
const sensors = { t1: ['Boiler', '°C'], t2: ['Basin', '°C'], p1: ['Pump', 'bar'] };
const crew = { 7: ['Control room', { u1: ['Ann', 1], u2: ['Bob', 0] }], 9: ['Workshop', {}] };
const start = 1700000000;

io.of('/plant').use((socket, next) => {
  if (socket.handshake.auth.pin === '4711')
    return next();
  const error = new Error('wrong pin');
  error.data = ['pin', 401];
  return next(error);
});

io.of('/plant').on('connection', socket => {
  socket.on('sensors', answer => answer(null, sensors));
  socket.on('follow', id => {
    for (let i = 0; i < 5; i++)
      socket.emit(`v:${id}`, i === 3 ? null : 20 + i, start + i);
    socket.emit(`alarm:${id}`, 2, 'too hot', 17);
    socket.emit(`alarm:${id}`, 2, 'too hot', 17);
  });
  socket.on('beat', (n, answer) => answer(n * 2));
});

io.of('/talk').on('connection', socket => {
  socket.on('who', answer => answer(crew));
  socket.on('enter', (room, answer) => {
    if (!(room in crew))
      return answer(false, 'no such room');
    socket.join(String(room));
    answer(true);
    socket.emit('m', room, 'u1', 'welcome', start + 5);
    socket.emit('+', room, 'u3', 'Cid');
    socket.emit('-', 'u2');
    return undefined;
  });
  socket.on('m', (room, text, answer) => {
    answer(typeof room === 'number');
    socket.to(String(room)).emit('m', room, 'us', text, start + 9);
  });
});

server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
