// index.js: the match: goals fall, viewers come and go, and the board is told.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const STEP_MS = 300;

module.exports = nodecg => {
  const declare = (name, defaultValue) => nodecg.Replicant(name, { defaultValue, persistent: false });
  const scores = declare('scores', { home: 0, away: 0, log: [], cards: { home: 0, away: 0 } });
  const viewers = declare('viewers', { count: 120 });
  const clock = declare('clock', 0);
  let step = 0;

  function score(side) {
    scores.value[side] += 1;
    scores.value.log.push({ minute: step, side });
    nodecg.sendMessage('goal', { side, minute: step });
  }

  setInterval(() => {
    step += 1;
    clock.value = step;
    viewers.value.count = 120 + Math.round(20 * Math.sin(step / 5));
    if (step % 4 === 0)
      score(step % 8 === 0 ? 'home' : 'away');
    if (step % 6 === 0)
      scores.value.cards.away += 1;
    if (step % 9 === 0)
      nodecg.sendMessage('pause');
  }, STEP_MS);
};
