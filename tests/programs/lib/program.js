// program.js: runs somebody else's program from npm as a process of its own, on a free port of loopback.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');

const PATIENCE_MS = 60_000;
const STEP_MS = 50;

function findPort() {
  return new Promise(resolve => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();

      server.close(() => resolve(port));
    });
  });
}

// A folder for what the program writes; it goes with the program.
function makeScratch() {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'telltale-program-'));
}

// Resolves with {status, headers, body}, or with null when nobody answers.
function request(port, target, options = {}) {
  return new Promise(resolve => {
    const asked = http.request({ host: '127.0.0.1', port, path: target, ...options }, response => {
      let body = '';

      response.setEncoding('utf8').on('data', chunk => { body += chunk; });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });

    asked.on('error', () => resolve(null));
    asked.end(options.body);
  });
}

function sleep(ms) {
  return new Promise(resolve => { setTimeout(resolve, ms); });
}

function isThere({ status }) {
  return status < 500 && status !== 404;
}

async function untilAnswers(port, target, isReady = isThere) {
  const end = Date.now() + PATIENCE_MS;

  for (;;) {
    const answer = await request(port, target);

    if (answer && isReady(answer))
      return answer;
    if (Date.now() > end)
      throw new Error(`nobody answered at ${target} on port ${port}`);
    await sleep(STEP_MS);
  }
}

// What it says is kept back, and shown if it ends by itself. It is in no group that is killed as a whole, so that it can still
// clear away what it wrote when whoever started it is gone.
function start(script, args, { cwd, scratch, env = {}, node = [] }) {
  const said = [];
  const child = spawn(process.execPath, ['--require', path.join(__dirname, 'loopback.js'), ...node, script, ...args], {
    cwd: cwd || scratch,
    env: { ...process.env, NODE_ENV: 'production', HOME: scratch, TELLTALE_SCRATCH: scratch, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });

  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', text => said.push(text) > 200 && said.shift());
  child.on('exit', status => {
    process.stderr.write(`${path.basename(script)} ended with ${status}:\n${said.join('')}\n`);
    process.exit(1);
  });
  return child;
}

module.exports = { findPort, makeScratch, request, sleep, start, untilAnswers };
