// server.js: browser-sync on a folder whose files change, and another browser in which somebody scrolls, clicks and types.
//
//   node server.js
//
// It listens on loopback, prints {"port":N} first, and ends when its stdin closes or after two minutes.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { io: connect } = require('socket.io-client');
const lines = require('../../servers/lib/lines');
const program = require('../lib/program');

const STEP_MS = 250;
const scratch = program.makeScratch();

function write(name, text) {
  fs.writeFileSync(path.join(scratch, name), text);
}

// What its HTTP protocol is asked for.
function ask(port, method, args) {
  const query = new URLSearchParams(args === undefined ? { method } : { method, args });

  return program.request(port, `/__browser_sync__?${query}`);
}

function post(port, name, payload) {
  return program.request(port, '/__browser_sync__', { method: 'POST', body: JSON.stringify([name, payload]) });
}

function listDeeds(port, browser) {
  const url = '/index.html';

  return [
    () => write('page.css', `/* ${Date.now()} */\n`),
    () => browser.emit('scroll', { url, position: { raw: { x: 0, y: 200 }, proportional: 0.25 }, tagName: 'document', index: 0 }),
    () => browser.emit('click', { url, tagName: 'A', index: 2 }),
    () => ask(port, 'reload', 'page.css'),
    () => browser.emit('input:text', { url, tagName: 'INPUT', index: 0, value: 'hello' }),
    () => ask(port, 'notify', 'Built in 2 s'),
    () => browser.emit('form:submit', { url, tagName: 'FORM', index: 0 }),
    () => ask(port, 'reload'),
    () => post(port, 'browser:location', { url: '/other.html' }),
    () => post(port, 'options:set', { path: ['ghostMode', 'scroll'], value: false }),
  ];
}

async function main() {
  const port = await program.findPort();
  let step = 0;

  write('index.html', '<!DOCTYPE html><title>x</title><link rel="stylesheet" href="page.css"><p>Hello</p>\n');
  write('page.css', 'p { color: black }\n');
  program.start(require.resolve('browser-sync/dist/bin.js'), ['start', '--server', scratch, '--files', `${scratch}/*`,
    '--port', port, '--listen', '127.0.0.1', '--no-open', '--no-ui', '--no-online', '--no-notify', '--reload-debounce', 50],
  { scratch });
  await program.untilAnswers(port, '/');

  const deeds = listDeeds(port, connect(`http://127.0.0.1:${port}/browser-sync`, { path: '/browser-sync/socket.io' }));

  setInterval(() => deeds[step++ % deeds.length](), STEP_MS);
  lines.serve(() => {});
  lines.print({ port });
}

main();
