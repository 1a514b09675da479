// charts-live.js: twelve charts of five minutes with uPlot, fed by socket.io's own client; redrawn as often as ours are.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const PANELS = 12, RANGE = 300, EVERY_MS = 250;
const query = new URLSearchParams(location.search);
let received = 0;

function makeChart (index) {
  return new uPlot({
    width: 210, height: 160, title: `Panel ${index}`, cursor: { show: false },
    scales: { x: { time: true, range: () => [Date.now() / 1000 - RANGE, Date.now() / 1000] } },
    series: [{}, { label: `s${index}`, stroke: '#0072B2', width: 1.75, points: { show: false } }],
  }, [[], []], document.body);
}

const charts = Array.from({ length: PANELS }, (_, index) => ({ plot: makeChart(index), data: [[], []] }));

function redraw () {
  const oldest = Date.now() / 1000 - RANGE;
  for (const { plot, data } of charts) {
    const gone = data[0].findIndex(time => time >= oldest);
    if (gone > 0) for (const column of data) column.splice(0, gone);
    plot.setData(data);
  }
}

io(query.get('server'), { transports: ['websocket'] }).on('m', ({ s, v, t }) => {
  charts[s].data[0].push(t / 1000);
  charts[s].data[1].push(v);
  received++;
});
setInterval(() => requestAnimationFrame(redraw), EVERY_MS);

(async () => {
  for (;;) {
    await fetch('/answer', { method: 'POST', body: `received ${received}` });
    await (await fetch('/next')).text();
  }
})();
