// server.js: Node-RED with a FlowFuse dashboard, on the flow of flows.js, and another browser in which somebody works the lamp.
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
const flows = require('./flows');

const LAMP_MS = 1500;

function workTheLamp(port) {
  const browser = connect(`http://127.0.0.1:${port}`, { path: '/dashboard/socket.io' });
  let on = false;

  setInterval(() => {
    on = !on;
    browser.emit('widget-change', 'lamp', on);
  }, LAMP_MS);
}

async function main() {
  const scratch = program.makeScratch();
  const port = await program.findPort();
  const settings = path.join(scratch, 'settings.js');

  fs.writeFileSync(path.join(scratch, 'flows.json'), JSON.stringify(flows));
  fs.writeFileSync(settings, `module.exports = ${JSON.stringify({
    uiHost: '127.0.0.1', uiPort: port, userDir: scratch, flowFile: 'flows.json', credentialSecret: false, disableEditor: true,
    telemetry: { enabled: false, updateNotification: false }, externalModules: { palette: { allowInstall: false } },
  })};\n`);
  program.start(require.resolve('node-red/red.js'), ['--settings', settings], { scratch });
  await program.untilAnswers(port, '/dashboard/_setup');
  workTheLamp(port);
  lines.serve(() => {});
  lines.print({ port });
}

main();
