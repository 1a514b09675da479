// loopback.js: preloaded into a program that is not ours (node --require): it reaches this machine only, asks no name server,
// and ends with whoever started it, taking its scratch folder along.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const dgram = require('node:dgram');
const dns = require('node:dns');
const fs = require('node:fs');
const net = require('node:net');

const LIFE_MS = 150_000;
const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/;
const { TELLTALE_SCRATCH: scratch } = process.env;

function refusal(host) {
  return Object.assign(new Error(`${host} is not on this machine`), { code: 'ENOTFOUND', hostname: host });
}

function guardLookup(lookup) {
  return function guarded(host, options, callback) {
    const done = typeof options === 'function' ? options : callback;

    if (LOOPBACK.test(host || 'localhost') || net.isIP(host))
      return lookup.call(dns, host, options, callback);
    return process.nextTick(done, refusal(host));
  };
}

// All that would ask a name server, with a callback and with a promise.
function guardResolvers() {
  for (const name of Object.keys(dns).filter(key => /^(resolve|reverse|lookupService)/.test(key)))
    dns[name] = (...args) => process.nextTick(args.at(-1), refusal(args[0]));
  for (const name of Object.keys(dns.promises).filter(key => /^(resolve|reverse|lookup)/.test(key)))
    dns.promises[name] = async host => {
      if (name === 'lookup' && LOOPBACK.test(host))
        return { address: '127.0.0.1', family: 4 };
      throw refusal(host);
    };
}

function guardSockets() {
  const { connect } = net.Socket.prototype;

  net.Socket.prototype.connect = function guarded(...args) {
    const options = Array.isArray(args[0]) ? args[0][0] : args[0];
    const host = options !== null && typeof options === 'object' ? options.host : args[1];

    if (typeof host !== 'string' || LOOPBACK.test(host))
      return connect.apply(this, args);
    process.nextTick(() => this.destroy(refusal(host)));
    return this;
  };
  dgram.Socket.prototype.send = function dropped(...args) {
    if (typeof args.at(-1) === 'function')
      process.nextTick(args.at(-1), null, 0);
  };
}

dns.lookup = guardLookup(dns.lookup);
guardResolvers();
guardSockets();
if (process.channel) {
  process.channel.unref();
  process.on('disconnect', () => process.exit(0));
  setTimeout(() => process.exit(9), LIFE_MS).unref();
  process.on('exit', () => scratch && fs.rmSync(scratch, { recursive: true, force: true }));
}
