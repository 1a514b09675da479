// flows.js: a Node-RED flow of our own: a page with most of the dashboard's widgets, and numbers, talk and alarms for them.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// What a function node runs twice a second: one message for each of its outputs.
const TICK = `
  const n = (context.get('n') || 0) + 1;
  const said = flow.get('said') || [];
  context.set('n', n);
  if (n % 3 === 0)
    said.push({ user: n % 2 ? 'ada' : 'bob', text: 'step ' + n, ts: Date.now() });
  flow.set('said', said.slice(-20));
  return [
    [{ topic: 'kitchen', payload: 20 + Math.round(20 * Math.sin(n / 9)) / 10 }, { topic: 'cellar', payload: 12 + n % 3 }],
    { topic: n % 2 ? 'left' : 'right', payload: n % 7 },
    { payload: (n * 7) % 100 },
    { payload: 'step ' + n },
    n % 5 === 0 ? { topic: 'Alarm', payload: 'Door <b>opened</b>, ' + n } : null,
    n % 3 === 0 ? { payload: flow.get('said') } : null,
    n % 20 === 1 ? { payload: [] } : null,
    n % 7 === 0 ? { payload: { page: 'Home' } } : null,
    n % 6 === 0 ? { topic: 'hall', payload: [{ at: Date.now() - 1000, t: 18 }, { at: Date.now(), t: 18.5 }] } : null,
  ];`;

const WIDGETS = ['trend', 'shares', 'load', 'status', 'toast', 'talk', 'trend', 'control', 'batch'];

// What somebody writes into the text field goes to the others.
const SAY = `
  const said = flow.get('said') || [];
  said.push({ user: 'web', text: msg.payload, ts: Date.now() });
  flow.set('said', said.slice(-20));
  return { payload: said };`;

function chart(id, label, order, more) {
  return { id, type: 'ui-chart', z: 'tab', group: 'sensors', name: '', label, order, category: 'topic', categoryType: 'msg',
    xAxisProperty: '', xAxisPropertyType: 'timestamp', yAxisProperty: 'payload', yAxisPropertyType: 'msg', bins: 10, width: 6,
    height: 8, chartType: 'line', xAxisType: 'time', action: 'append', stackSeries: false, removeOlder: 1,
    removeOlderUnit: '3600', removeOlderPoints: '', colors: ['#0095ff', '#ff0000'], ...more };
}

const pages = [
  { id: 'base', type: 'ui-base', name: 'House', path: '/dashboard', includeClientData: true,
    acceptsClientConfig: ['ui-notification', 'ui-control'] },
  { id: 'theme', type: 'ui-theme', name: 'Plain', colors: {}, sizes: {} },
  { id: 'page', type: 'ui-page', name: 'Home', ui: 'base', path: '/home', layout: 'grid', theme: 'theme', order: 1, visible: true },
  { id: 'sensors', type: 'ui-group', name: 'Sensors', page: 'page', width: 6, height: 1, order: 1, showTitle: true, visible: true },
  { id: 'chat', type: 'ui-group', name: 'Chat', page: 'page', width: 6, height: 1, order: 2, showTitle: true, visible: true },
];

const widgets = [
  chart('trend', 'Temperature', 1),
  chart('shares', 'Shares', 2,
    { chartType: 'bar', xAxisType: 'category', xAxisProperty: 'topic', xAxisPropertyType: 'msg', category: 'Today', categoryType: 'str' }),
  chart('batch', 'Hall', 3, { xAxisProperty: 'at', xAxisPropertyType: 'property', yAxisProperty: 't', yAxisPropertyType: 'property' }),
  { id: 'load', type: 'ui-gauge', z: 'tab', group: 'sensors', name: '', title: 'Load', order: 4, width: 3, height: 3,
    gtype: 'gauge-half', gstyle: 'needle', value: 'payload', valueType: 'msg', units: '%', segments: [], min: 0, max: 100 },
  { id: 'status', type: 'ui-text', z: 'tab', group: 'sensors', name: '', label: 'Status', order: 5, format: '{{msg.payload}}',
    value: 'payload', valueType: 'msg', layout: 'row-spread' },
  { id: 'lamp', type: 'ui-switch', z: 'tab', group: 'sensors', name: '', label: 'Lamp', order: 6, topic: 'light', topicType: 'str',
    onvalue: 'true', onvalueType: 'bool', offvalue: 'false', offvalueType: 'bool', decouple: false, passthru: true, wires: [[]] },
  { id: 'toast', type: 'ui-notification', z: 'tab', ui: 'base', name: '', position: 'top right', displayTime: '3', wires: [[]] },
  { id: 'control', type: 'ui-control', z: 'tab', ui: 'base', name: '', events: 'all', wires: [[]] },
  { id: 'say', type: 'ui-text-input', z: 'tab', group: 'chat', name: '', label: 'Say', order: 2, mode: 'text', delay: 300,
    sendOnEnter: true, passthru: true, topic: 'said', topicType: 'str', wires: [['add']] },
  { id: 'talk', type: 'ui-template', z: 'tab', group: 'chat', name: 'Talk', order: 1, templateScope: 'local', passthru: true,
    storeOutMessages: true, resendOnRefresh: true, format: '<template>{{ msg.payload }}</template>', wires: [[]] },
];

const logic = [
  { id: 'tab', type: 'tab', label: 'House' },
  { id: 'clock', type: 'inject', z: 'tab', props: [], repeat: '0.5', once: true, onceDelay: 0.1, wires: [['tick']] },
  { id: 'tick', type: 'function', z: 'tab', func: TICK, outputs: WIDGETS.length, wires: WIDGETS.map(id => [id]) },
  { id: 'add', type: 'function', z: 'tab', func: SAY, outputs: 1, wires: [['talk']] },
];

module.exports = [...pages, ...widgets, ...logic];
