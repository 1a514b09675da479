// charts-page.js: the chart of charts-scene.c with uPlot, moved frame by frame on request.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const SERIES = 8, RANGE = 300, TAIL = 30, NOW = 1700000000;
const COLOURS = ['#0072B2', '#873c5a', '#e1781e', '#1e1ea5', '#1e96ff', '#c33c00', '#968787', '#5a2d00'];
const n = Number(new URLSearchParams(location.search).get('n'));

// As scene_value() has it.
function value (s, i) {
  let hash = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(s + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ hash >>> 15, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return s * 10 + 4 * Math.sin(i * 20 / n) + (hash >>> 0) / 4294967296;
}

function makeData () {
  const data = [new Float64Array(n)];
  for (let i = 0; i < n; i++) data[0][i] = NOW - RANGE + (RANGE + TAIL) * i / n;
  for (let s = 0; s < SERIES; s++) data.push(Float64Array.from(data[0], (_, i) => value(s, i)));
  return data;
}

function makeChart (data) {
  const series = COLOURS.map((stroke, s) => ({ label: `series ${s}`, stroke, width: 1.75, points: { show: false } }));
  return new uPlot({
    width: 1050, height: 540, legend: { show: false }, cursor: { show: false },
    scales: { x: { time: true, auto: false, range: (u, min, max) => [min, max] }, y: { auto: false, range: [-5, 90] } },
    series: [{}, ...series],
  }, data, document.body);
}

const nextFrame = () => new Promise(resolve => requestAnimationFrame(resolve));

async function run (chart, kind, frames) {
  for (let i = 0; i < frames; i++) {
    const factor = 0.5 + 0.45 * Math.sin(i / 10);
    const max = kind === 'zoom' ? NOW : NOW + (i + 1) * RANGE / 1000;
    chart.setScale('x', { min: max - RANGE * (kind === 'zoom' ? factor : 1), max });
    await nextFrame();
  }
}

async function main () {
  const data = makeData();
  const chart = makeChart(data);
  let sum = 0;
  for (const values of data.slice(1)) for (const one of values) sum += one;
  await run(chart, 'scroll', 5);
  let answer = `ready ${sum.toFixed(6)} ${chart.bbox.width}`;
  for (;;) {
    await fetch('/answer', { method: 'POST', body: answer });
    const [kind, frames] = (await (await fetch('/next')).text()).split(' ');
    await run(chart, kind, Number(frames));
    answer = 'done';
  }
}

main();
