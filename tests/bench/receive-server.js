// receive-server.js: a real socket.io server that sends what receive-source.c has in frames already.
// Prints {"port":N}, and ends with its input. SPDX-License-Identifier: GPL-3.0-or-later
"use strict";

const path = require("node:path");
const { createServer } = require("node:http");
const { createRequire } = require("node:module");
const { Server } = createRequire(path.join(__dirname, "../servers/package.json"))("socket.io");

const AT_ONCE = 1000;

function makeRow(i) {
  return { user: `person-${10 + (i % 90)}`, text: 'A line of chat with a "quote", a few words more, and “ünï”', ok: true, n: 10000 + i };
}

function makeTick(i, size) {
  const tick = { id: 100000 + i, name: `s-${1000 + (i % 9000)}`, value: 1000 + (i % 9000) + 0.25, at: 1700000000000 };
  if (size > 75) tick.rows = Array.from({ length: Math.floor((size - 84) / 120) }, (_, row) => makeRow(i + row));
  return tick;
}

function sendTicks(socket, from, to, size, done) {
  for (let i = from; i < Math.min(to, from + AT_ONCE); i++) socket.emit("tick", makeTick(i, size));
  if (from + AT_ONCE < to) setImmediate(sendTicks, socket, from + AT_ONCE, to, size, done);
  else done();
}

const server = createServer();
const io = new Server(server, { serveClient: false });

io.on("connection", (socket) => {
  const { events = 0, warm = 0, size = 75 } = socket.handshake.query;
  socket.on("echo", (text, number, answer) => answer(text, number));
  socket.on("go", () => sendTicks(socket, 0, Number(events), Number(size), () => socket.emit("end")));
  if (events > 0) sendTicks(socket, 0, Number(warm), Number(size), () => socket.emit("begin"));
});

server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
process.stdin.resume().on("end", () => process.exit(0));
