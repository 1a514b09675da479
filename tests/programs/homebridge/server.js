// server.js: Homebridge's web interface beside a Homebridge that has nothing to bridge, and a user who may sign in.
//
//   node server.js
//
// It listens on loopback, prints {"port":N,"inputs":{…}} first, and ends when its stdin closes or after two minutes.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const lines = require('../../servers/lib/lines');
const program = require('../lib/program');

const STEP_MS = 500;
const user = { name: 'Administrator', username: 'admin', password: crypto.randomUUID(), admin: true };
const scratch = program.makeScratch();
const log = path.join(scratch, 'homebridge.log');

// The interface has its own folder, so that Homebridge does not start a second one.
function configure(port, bridgePort) {
  const bridge = { name: 'Homebridge', username: '0E:12:34:56:78:90', port: bridgePort, pin: '000-11-222' };
  const ui = { platform: 'config', name: 'Config', port, host: '127.0.0.1', auth: 'form', log: { method: 'native', path: log } };

  fs.mkdirSync(path.join(scratch, 'bridge'));
  fs.writeFileSync(path.join(scratch, 'bridge', 'config.json'), JSON.stringify({ bridge, accessories: [], platforms: [] }));
  fs.writeFileSync(path.join(scratch, 'config.json'), JSON.stringify({ bridge, accessories: [], platforms: [ui] }));
  fs.writeFileSync(log, '');
}

function startBridge() {
  const child = program.start(require.resolve('homebridge/bin/homebridge'), ['-U', path.join(scratch, 'bridge'), '-I', '-Q', '-C'],
    { scratch });

  child.stdout.on('data', text => fs.appendFileSync(log, text));
}

async function ask(port, target, { body, token } = {}) {
  const answer = await program.request(port, `/api/${target}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: body && JSON.stringify(body),
  });

  return JSON.parse(answer.body);
}

async function addUser(port) {
  const { access_token: token } = await ask(port, 'setup-wizard/get-setup-wizard-token');

  await ask(port, 'setup-wizard/create-first-user', { body: user, token });
}

async function main() {
  const port = await program.findPort();
  const bridge = await program.findPort();
  let step = 0;

  configure(port, bridge);
  startBridge();
  program.start(require.resolve('homebridge-config-ui-x/dist/bin/standalone.js'), ['-U', scratch, '-I'], { scratch });
  await program.untilAnswers(port, '/api/auth/settings');
  await program.untilAnswers(bridge, '/', () => true);
  await addUser(port);
  setInterval(() => fs.appendFileSync(log, `[${new Date().toISOString()}] \x1b[36m[Lamp]\x1b[0m step ${++step}\n`), STEP_MS);
  lines.serve(() => {});
  lines.print({ port, inputs: { name: user.username, password: user.password, interface: 'lo' } });
}

main();
