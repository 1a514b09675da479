#!/usr/bin/env node
// bench-charts-live.js: a live dashboard of 12 charts at 1,000 events a second: Telltale against a page with uPlot in
// headless Chromium, at the same time, from the same server. CPU of all their processes, and memory. Needs a display.
// Usage: bench-charts-live.js PROGRAMS [SECONDS]
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const { spawn } = require('child_process');
const fs = require('fs');
const http = require('http');
const os = require('os');
const path = require('path');
const { Page, chromium, cpuMs, pssMb, median, sleep } = require('./charts-browser.js');

const programs = process.argv[2] || 'build/tests/bench';
const seconds = Number(process.argv[3]) || 60;
const PANELS = 12, RATE = 1000, STEP_MS = 10, WINDOWS = 6, WARM_MS = 8000;
const servers = path.join(__dirname, '../servers/node_modules');
const uplot = path.join(__dirname, 'node_modules/uplot/dist');
const files = {
  '/': path.join(__dirname, 'charts-live.html'),
  '/page.js': path.join(__dirname, 'charts-live.js'),
  '/uplot.js': path.join(uplot, 'uPlot.iife.min.js'),
  '/uplot.css': path.join(uplot, 'uPlot.min.css'),
  '/client.js': path.join(servers, 'socket.io/client-dist/socket.io.min.js'),
};

async function startServer () {
  const { Server } = require(path.join(servers, 'socket.io'));
  const server = http.createServer();
  const io = new Server(server, { cors: { origin: '*' } });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const start = Date.now();
  let sent = 0;
  const timer = setInterval(() => {
    for (const due = (Date.now() - start) * RATE / 1000; sent < due; sent++) {
      io.emit('m', { s: sent % PANELS, v: 50 + 40 * Math.sin(sent / 9000) + Math.random() * 5, t: Date.now() });
    }
  }, STEP_MS);
  const close = () => { clearInterval(timer); io.close(); };
  return { url: `http://127.0.0.1:${server.address().port}`, io, close };
}

function dashboard (url) {
  const panels = Array.from({ length: PANELS }, (_, index) => ({
    kind: 'line', title: `Panel ${index}`, series: [`s${index}`], range: '5m',
    at: [index % 4 * 3, Math.floor(index / 4) * 2, 3, 2],
  }));
  const point = { to: 'point', series: 's${/0/s}', value: '${/0/v}', time: '${/0/t}' };
  return { telltale: 1, name: 'Bench', connection: { url, transports: ['websocket'] },
    bindings: [{ on: 'm', do: [point] }], panels };
}

function startTelltale (url) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'telltale-bench-'));
  const file = path.join(home, 'bench.telltale.json');
  fs.writeFileSync(file, JSON.stringify(dashboard(url)));
  const child = spawn(path.join(programs, '../../src/telltale'), [file],
    { stdio: 'ignore', env: { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_STATE_HOME: home, XDG_CONFIG_HOME: home } });
  return { pid: child.pid, child, home };
}

// The display server of ours, whose work it is to show what we drew.
function displayPid () {
  for (const pid of fs.readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const words = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      if (/Xvfb$/.test(words[0]) && words[1] === process.env.DISPLAY) return Number(pid);
    } catch { /* it ended meanwhile */ }
  }
  return 0;
}

// CPU seconds in each window, of each of PIDS.
async function watch (pids) {
  const spent = pids.map(() => []);
  for (let window = 0; window < WINDOWS; window++) {
    const before = pids.map(cpuMs);
    await sleep(seconds * 1000 / WINDOWS);
    pids.forEach((pid, index) => spent[index].push((cpuMs(pid) - before[index]) / 1000));
  }
  return spent;
}

const sum = values => values.reduce((total, one) => total + one, 0);

function print (what, ours, theirs, unit) {
  console.log(`${what.padEnd(40)} ${ours.toFixed(2).padStart(9)} ${unit.padEnd(3)} ${theirs.toFixed(2).padStart(9)} ` +
    `${unit.padEnd(3)} ${(theirs / ours).toFixed(1).padStart(6)} ×`);
}

async function main () {
  if (!chromium() || !fs.existsSync(files['/client.js'])) {
    console.log('chromium or socket.io is missing: not measured');
    return;
  }
  const server = await startServer();
  const ours = startTelltale(server.url);
  const page = new Page();
  try {
    await page.open(files, `?server=${encodeURIComponent(server.url)}`);
    await sleep(WARM_MS);
    if (server.io.engine.clientsCount !== 2) throw new Error(`${server.io.engine.clientsCount} clients instead of 2`);
    const display = displayPid();
    const [a, b, x] = await watch([ours.pid, page.pid, display || process.pid]);
    console.log(`Live: ${PANELS} charts, ${RATE} events a second, ${seconds} s; both at once`);
    console.log(`${''.padEnd(40)} ${'Telltale'.padStart(13)} ${'uPlot'.padStart(13)} ${'ratio'.padStart(8)}`);
    print('CPU, all processes', sum(a), sum(b), 's');
    print(`median of ${WINDOWS} windows of ${seconds / WINDOWS} s`, median(a), median(b), 's');
    print('memory (PSS) at the end', pssMb(ours.pid), pssMb(page.pid), 'MB');
    if (display) console.log(`beside ours, the X server that shows its window: ${sum(x).toFixed(2)} s`);
  } finally {
    ours.child.kill('SIGTERM');
    await page.close();
    server.close();
    await sleep(500);
    fs.rmSync(ours.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

main().then(() => process.exit(0), error => {
  console.error(error.message);
  process.exit(1);
});
