// lines.js: JSON Lines on stdin and stdout, binary as {"$binary": BASE64}; and ending by ourselves.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const readline = require('node:readline');

const LIFE_MS = 120_000;

function pack(value) {
  if (Buffer.isBuffer(value) || value instanceof Uint8Array)
    return { $binary: Buffer.from(value).toString('base64') };
  if (value instanceof ArrayBuffer)
    return pack(Buffer.from(value));
  if (Array.isArray(value))
    return value.map(pack);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pack(item)]));
  return value;
}

function unpack(value) {
  if (Array.isArray(value))
    return value.map(unpack);
  if (value === null || typeof value !== 'object')
    return value;
  if (typeof value.$binary === 'string')
    return Buffer.from(value.$binary, 'base64');
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpack(item)]));
}

function print(object) {
  process.stdout.write(JSON.stringify(pack(object)) + '\n');
}

// Calls handle() with each object from stdin; the process ends with stdin, and never lives longer than two minutes.
function serve(handle) {
  const input = readline.createInterface({ input: process.stdin });

  input.on('line', line => line.trim() && handle(unpack(JSON.parse(line))));
  input.on('close', () => process.exit(0));
  setTimeout(() => process.exit(9), LIFE_MS).unref();
}

module.exports = { print, serve };
