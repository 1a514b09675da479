// web-user.js: the reference client as the user of a web page, driven by JSON Lines.
//
//   node web-user.js URL ['{"auth":{…}}']
//
// in:  {"emit":["say","lobby","hi"],"id":1}  {"disconnect":true}  {"connect":true}  {"close":true}  {"exit":true}
// out: {"type":"connect","sid":…}  {"type":"event","args":[…]}  {"type":"ack","id":1,"args":[…]}  {"type":"disconnect","reason":…}
//      {"type":"connect_error","message":…,"data":…}  {"type":"upgrade","transport":…}
// "metrics" are left out: a web user of this kind watches people.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const { io } = require('socket.io-client');
const lines = require('./lib/lines');

const [url, options = '{}'] = process.argv.slice(2);
const socket = io(url, { reconnectionDelay: 200, reconnectionDelayMax: 400, ...JSON.parse(options) });

function emit(args, id) {
  if (id === undefined)
    socket.emit(...args);
  else
    socket.emit(...args, (...answer) => lines.print({ type: 'ack', id, args: answer }));
}

// A question is answered with what was asked.
function onEvent(...args) {
  const answer = typeof args[args.length - 1] === 'function' ? args.pop() : null;

  if (args[0] === 'metrics')
    return;
  lines.print({ type: 'event', args });
  if (answer)
    answer(...args.slice(1));
}

function run(command) {
  if (command.emit)
    emit(command.emit, command.id);
  if (command.connect)
    socket.connect();
  if (command.disconnect)
    socket.disconnect();
  if (command.close)
    socket.io.engine.close();
  if (command.exit)
    process.exit(0);
}

socket.onAny(onEvent);
socket.on('connect', () => lines.print({ type: 'connect', sid: socket.id, recovered: socket.recovered }));
socket.on('disconnect', reason => lines.print({ type: 'disconnect', reason }));
socket.on('connect_error', error =>
  lines.print({ type: 'connect_error', message: error.message, data: error.data }));
socket.io.on('open', () => socket.io.engine.once('upgrade', transport =>
  lines.print({ type: 'upgrade', transport: transport.name })));
lines.serve(run);
