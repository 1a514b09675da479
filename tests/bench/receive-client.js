// receive-client.js: the reference client, measured. Usage: node receive-client.js URL (read|watch|acks N)
// SPDX-License-Identifier: GPL-3.0-or-later
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { createRequire } = require("node:module");
const { io } = createRequire(path.join(__dirname, "../servers/package.json"))("socket.io-client");

const [url, mode = "read", count = "0"] = process.argv.slice(2);
const result = { events: 0, checksum: 0, cpu_us: 0, wall_us: 0, gap_us: 0, own_gap_us: 0, p50_us: 0, p99_us: 0 };
const latencies = [];
let cpu, started, turned, turnedWaited;

setTimeout(() => process.exit(1), 120000).unref();

const now = () => Number(process.hrtime.bigint() / 1000n);
const cpuUs = () => {
  const usage = process.cpuUsage();
  return usage.user + usage.system;
};

// How long the main thread was ready to run while others ran.
function waitedUs() {
  try {
    return Number(fs.readFileSync("/proc/self/schedstat", "latin1").split(" ")[1]) / 1000;
  } catch {
    return 0;
  }
}

function turn() {
  result.gap_us = Math.max(result.gap_us, now() - turned);
  result.own_gap_us = Math.max(result.own_gap_us, now() - turned - (waitedUs() - turnedWaited));
  turned = now();
  turnedWaited = waitedUs();
}

function finish() {
  latencies.sort((a, b) => a - b);
  const percentile = (p) => latencies[Math.min(latencies.length - 1, Math.floor((latencies.length * p) / 100))] ?? 0;
  result.p50_us = Math.round(percentile(50));
  result.p99_us = Math.round(percentile(99));
  process.stdout.write(JSON.stringify(result) + "\n", () => process.exit(0));
}

const socket = io(url, { transports: ["websocket"] });

socket.on("tick", (tick) => {
  result.events++;
  const last = tick.rows === undefined ? 0 : tick.rows[tick.rows.length - 1].n;
  result.checksum += tick.id + 4 * tick.value + tick.name.length + last;
});

socket.on("begin", () => {
  result.events = 0;
  result.checksum = 0;
  turned = started = now();
  turnedWaited = waitedUs();
  cpu = cpuUs();
  if (mode === "watch") setInterval(turn, 1);
  socket.emit("go");
});

socket.on("end", () => {
  if (mode === "watch") turn();
  result.cpu_us = cpuUs() - cpu;
  result.wall_us = now() - started;
  finish();
});

function echo(left) {
  const emitted = now();
  socket.emit("echo", "hello", 1, () => {
    latencies.push(now() - emitted);
    if (left > 1) echo(left - 1);
    else finish();
  });
}

if (mode === "acks") socket.on("connect", () => echo(Number(count)));
