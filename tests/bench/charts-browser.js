// charts-browser.js: a page in headless Chromium that is told what to do, and what its processes cost.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const { spawn } = require('child_process');
const fs = require('fs');
const http = require('http');
const os = require('os');
const path = require('path');

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-quic', '--window-size=1280,900'];
const TICK_MS = 1000 / 100; // of /proc/PID/stat

const types = { '.js': 'text/javascript', '.html': 'text/html', '.css': 'text/css' };

// Files by their address: { '/': 'charts-page.html', … }, beside what the page asks for as its next order.
function serve (files) {
  const server = http.createServer((request, response) => {
    const address = request.url.split('?')[0];
    if (address === '/next') return server.waiting.push(response);
    if (address === '/answer') return collect(request, response, text => server.answered(text));
    if (!(address in files)) return response.writeHead(404).end();
    response.setHeader('content-type', types[path.extname(files[address])]);
    return response.end(fs.readFileSync(files[address]));
  });
  server.waiting = [];
  return server;
}

function collect (request, response, done) {
  let text = '';
  request.on('data', piece => { text += piece; });
  request.on('end', () => { response.end(); done(text); });
}

const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

function parents () {
  const found = new Map();
  for (const pid of fs.readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
      found.set(Number(pid), { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) });
    } catch { /* it ended meanwhile */ }
  }
  return found;
}

// The process and all that descend from it.
function family (root) {
  const all = parents();
  const isIn = pid => pid === root || (all.has(pid) && isIn(all.get(pid).parent));
  return [...all.keys()].filter(isIn).map(pid => ({ pid, ticks: all.get(pid).ticks }));
}

const cpuMs = root => family(root).reduce((sum, one) => sum + one.ticks * TICK_MS, 0);

// In MB: what is shared with others counts in part.
function pssMb (root) {
  let sum = 0;
  for (const { pid } of family(root)) {
    try {
      sum += Number(/^Pss:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1024;
    } catch { /* it ended meanwhile */ }
  }
  return sum;
}

const chromium = () => ['chromium', 'chromium-browser', 'google-chrome'].map(name =>
  (process.env.PATH || '').split(':').map(dir => path.join(dir, name)).find(file => fs.existsSync(file))).find(Boolean);

class Page {
  async open (files, query = '') {
    this.server = serve(files);
    await new Promise(resolve => this.server.listen(0, '127.0.0.1', resolve));
    this.home = fs.mkdtempSync(path.join(os.tmpdir(), 'telltale-bench-'));
    this.process = spawn(chromium(), [...FLAGS, `--user-data-dir=${this.home}`,
      `http://127.0.0.1:${this.server.address().port}/${query}`], { stdio: 'ignore', detached: true });
    this.pid = this.process.pid;
    return this.answer();
  }

  answer () {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the page did not answer')), 120000);
      this.server.answered = text => { clearTimeout(timer); resolve(text); };
    });
  }

  async order (text) {
    while (this.server.waiting.length === 0) await sleep(20);
    const answer = this.answer();
    this.server.waiting.shift().end(text);
    return answer;
  }

  async close () {
    const ended = new Promise(resolve => this.process.once('exit', resolve));
    try { process.kill(-this.pid, 'SIGTERM'); } catch { /* gone already */ }
    await Promise.race([ended, sleep(3000)]);
    try { process.kill(-this.pid, 'SIGKILL'); } catch { /* likewise */ }
    this.server.closeAllConnections?.();
    this.server.close();
    fs.rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

module.exports = { Page, chromium, cpuMs, pssMb, median, sleep };
