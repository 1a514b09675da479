// server.js: frontail on a log file that grows: a worker's lines, with their level and how long each job took.
//
//   node server.js [PATH [USER PASSWORD]]       PATH: where its page is, "/" if it does not say
//
// It listens on loopback, prints {"port":N} first, and ends when its stdin closes or after two minutes.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const lines = require('../../servers/lib/lines');
const program = require('../lib/program');

const STEP_MS = 200;
const LEVELS = ['INFO', 'DEBUG', 'INFO', 'WARN', 'INFO', 'ERROR'];
const [target = '/', user, password] = process.argv.slice(2);
let job = 0;

function format() {
  const level = LEVELS[job % LEVELS.length];

  job += 1;
  return `${new Date().toISOString()} ${level} worker[7] handled job ${job} in ${10 + ((job * 37) % 80)} ms\n`;
}

async function main() {
  const scratch = program.makeScratch();
  const file = path.join(scratch, 'app.log');
  const port = await program.findPort();
  const door = user ? ['--user', user, '--password', password] : [];

  fs.writeFileSync(file, Array.from({ length: 5 }, format).join(''));
  program.start(require.resolve('frontail/bin/frontail'),
    ['--host', '127.0.0.1', '--port', port, '--url-path', target, ...door, '--disable-usage-stats', file], { scratch });
  await program.untilAnswers(port, target);
  setInterval(() => fs.appendFileSync(file, format()), STEP_MS);
  lines.serve(() => {});
  lines.print({ port });
}

main();
