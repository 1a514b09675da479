// server.js: NodeCG with a bundle of our own, and two other browsers: one shows its graphic, one talks.
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

const TALK_MS = 700;
const SHOW_MS = 2000;
const scratch = program.makeScratch();

function prepare(port) {
  fs.cpSync(path.join(__dirname, 'bundle'), scratch, { recursive: true });
  fs.symlinkSync(path.join(__dirname, 'node_modules'), path.join(scratch, 'node_modules'));
  fs.mkdirSync(path.join(scratch, 'cfg'));
  fs.writeFileSync(path.join(scratch, 'cfg', 'nodecg.json'), JSON.stringify({ host: '127.0.0.1', port }));
}

// The graphic is shown and closed in turn.
function show(port) {
  const browser = connect(`http://127.0.0.1:${port}`);
  const graphic = { pathName: '/bundles/match/graphics/board.html', bundleName: 'match', bundleVersion: '1.2.0',
    bundleGit: { branch: 'main', hash: '0', shortHash: '0' } };

  browser.on('connect', () => browser.emit('graphic:registerSocket', { timestamp: Date.now(), ...graphic }, () => {}));
  setInterval(() => (browser.connected ? browser.disconnect() : browser.connect()), SHOW_MS);
}

function talk(port) {
  const browser = connect(`http://127.0.0.1:${port}`, { forceNew: true });
  let said = 0;

  setInterval(() => browser.emit('message',
    { bundleName: 'match', messageName: 'chat', content: { user: 'ada', text: `nice one, ${++said}` } }), TALK_MS);
}

async function main() {
  const port = await program.findPort();

  prepare(port);
  program.start(path.join(scratch, 'node_modules', 'nodecg', 'index.js'), [], { scratch, node: ['--preserve-symlinks-main'] });
  await program.untilAnswers(port, '/dashboard/', () => true);
  show(port);
  talk(port);
  lines.serve(() => {});
  lines.print({ port });
}

main();
