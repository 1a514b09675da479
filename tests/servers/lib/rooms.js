// rooms.js: who is where, and what was said. With a file, what was said outlives the process.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const fs = require('node:fs');

const TOPICS = { lobby: 'Say hello', ops: 'What breaks, and who mends it' };

class Rooms {
  constructor(file) {
    this.file = file;
    this.people = new Map(); // room → Map (socket id → person)
    this.messages = this.load();
  }

  load() {
    if (!this.file || !fs.existsSync(this.file))
      return [];
    return fs.readFileSync(this.file, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
  }

  describe(room, since) {
    return {
      room,
      name: room[0].toUpperCase() + room.slice(1),
      topic: TOPICS[room] ?? null,
      people: [...this.members(room).values()],
      history: this.messages.filter(message => message.room === room && message.seq > since),
    };
  }

  members(room) {
    if (!this.people.has(room))
      this.people.set(room, new Map());
    return this.people.get(room);
  }

  has(room, socketId) {
    return this.members(room).has(socketId);
  }

  enter(room, socketId, person) {
    this.members(room).set(socketId, person);
  }

  leave(room, socketId) {
    return this.members(room).delete(socketId);
  }

  roomsOf(socketId) {
    return [...this.people.keys()].filter(room => this.has(room, socketId));
  }

  // Written down before anybody hears of it, so that a killed server forgets nothing that it confirmed.
  say(room, person, text) {
    const seq = this.messages.length + 1;
    const message = { seq, id: `m${seq}`, room, from: person.id, name: person.name, text, time: Date.now() };

    this.messages.push(message);
    if (this.file)
      fs.appendFileSync(this.file, JSON.stringify(message) + '\n');
    return message;
  }
}

module.exports = { Rooms };
