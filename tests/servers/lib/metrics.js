// metrics.js: numbers worth a chart; the same from run to run, so that a test knows what to expect.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

class Metrics {
  constructor() {
    this.seq = 0;
  }

  next(clients) {
    const wave = Math.sin(this.seq / 10);

    this.seq += 1;
    return {
      seq: this.seq,
      time: Date.now(),
      clients,
      requests: Math.round(100 + 40 * wave),
      errors: this.seq % 25 === 0 ? 3 : 0,
      latency: { p50: 12 + wave, p95: 40 + 4 * wave, p99: 90 + 20 * wave },
      memory: 64 * 1024 * 1024 + this.seq * 4096,
      note: this.seq % 50 === 0 ? null : 'ok',
    };
  }
}

module.exports = { Metrics };
