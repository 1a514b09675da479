#!/usr/bin/env node
// bench-charts-uplot.js: CPU of all processes for a redraw, Telltale's chart against uPlot in headless Chromium: the same
// numbers, interleaved, medians. Needs a display. Usage: bench-charts-uplot.js PROGRAMS [ROUNDS]
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const { spawn } = require('child_process');
const path = require('path');
const readline = require('readline');
const { Page, chromium, cpuMs, median } = require('./charts-browser.js');

const programs = process.argv[2] || 'build/tests/bench';
const rounds = Number(process.argv[3]) || 5;
const sizes = [[1000, 2.5, 120], [100000, 7, 60], [1000000, 25, 30]]; // points, target, frames a round
const uplot = path.join(__dirname, 'node_modules/uplot/dist');
const files = {
  '/': path.join(__dirname, 'charts-page.html'),
  '/page.js': path.join(__dirname, 'charts-page.js'),
  '/uplot.js': path.join(uplot, 'uPlot.iife.min.js'),
  '/uplot.css': path.join(uplot, 'uPlot.min.css'),
};

// bench-charts-view, told what to do line by line.
class Ours {
  open (n) {
    this.process = spawn(path.join(programs, 'bench-charts-view'), ['--serve', String(n)],
      { stdio: ['pipe', 'pipe', 'ignore'] });
    this.lines = readline.createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
    return this.answer();
  }

  async answer () { return (await this.lines.next()).value; }

  order (text) {
    this.process.stdin.write(`${text}\n`);
    return this.answer();
  }

  close () { this.process.stdin.end(); }
}

async function uplotFrame (page, kind, frames) {
  const before = cpuMs(page.pid);
  await page.order(`${kind} ${frames}`);
  return (cpuMs(page.pid) - before) / frames;
}

function assertSameData (ours, theirs, n) {
  const [a, b] = [ours, theirs].map(text => Number(text.split(' ')[1]));
  if (Math.abs(a - b) > 1e-6 * Math.abs(a)) throw new Error(`not the same data for ${n} points: ${a}, ${b}`);
}

function print (kind, n, ours, theirs, target) {
  const ratio = theirs / ours;
  const verdict = target ? `target ${String(target).padStart(4)}  ${ratio >= target ? 'reached' : 'MISSED'}` : '';
  console.log(`${`${kind}ing, 8 × ${n} points`.padEnd(34)} ${ours.toFixed(2).padStart(9)} ms ${theirs.toFixed(2).padStart(9)} ms ` +
    `${ratio.toFixed(1).padStart(7)} ×   ${verdict}`);
}

async function measure (n, target, frames) {
  const page = new Page(), ours = new Ours();
  const costs = { scroll: [[], []], zoom: [[], []] };
  try {
    assertSameData(await ours.open(n), await page.open(files, `?n=${n}`), n);
    for (let round = 0; round < rounds; round++) {
      for (const kind of ['scroll', 'zoom']) {
        costs[kind][0].push(Number(await ours.order(`${kind} ${frames}`)));
        costs[kind][1].push(await uplotFrame(page, kind, frames));
      }
    }
  } finally {
    ours.close();
    await page.close();
  }
  print('scroll', n, median(costs.scroll[0]), median(costs.scroll[1]), target);
  print('zoom', n, median(costs.zoom[0]), median(costs.zoom[1]), 0);
}

async function main () {
  if (!chromium()) {
    console.log('chromium is missing: not measured');
    return;
  }
  console.log(`Redraws of 1000 × 500 pixels: medians of ${rounds} rounds, CPU of all processes a frame`);
  console.log(`${''.padEnd(34)} ${'Telltale'.padStart(12)} ${'uPlot'.padStart(12)} ${'ratio'.padStart(9)}`);
  for (const [n, target, frames] of sizes) await measure(n, target, frames);
}

main().catch(error => {
  console.error(error.message);
  process.exit(1);
});
