// The panel: inject faults, see limits, locks and tokens, declare chats missing, start afresh.

import { el } from './dom.js';
import { FAULTS } from './faults.js';

const $ = id => document.getElementById(id);
const ENDPOINTS = { message: 'messages', files: 'files', read: 'reading back', token: 'accounts server' };

const call = (method, path, body) => fetch('sandbox/' + path, {
  method,
  headers: { 'Content-Type': 'application/json' },
  body: body === undefined ? undefined : JSON.stringify(body),
});

const fit = () => {
  const form = $('fault');
  const { hint, fields = [], on } = FAULTS[form.elements.type.value];
  $('fault-hint').textContent = hint;
  const relevant = new Set([...fields, ...(on.length > 1 ? ['on'] : []), ...(on.includes('message') ? ['chat'] : [])]);
  form.querySelectorAll('[data-for]').forEach(label => { label.hidden = !relevant.has(label.dataset.for); });
  form.elements.on.replaceChildren(
    ...(on.includes('message') ? [el('option', { value: '' }, 'posts')] : []),
    ...on.map(each => el('option', { value: each }, ENDPOINTS[each])));
};

const chosen = () => {
  const fault = {};
  for (const input of $('fault').elements) {
    const label = input.closest('label');
    if (!input.name || label?.hidden || input.value === '') continue;
    if (input.type === 'checkbox') fault[input.name] = input.checked;
    else fault[input.name] = input.type === 'number' ? Number(input.value) : input.value;
  }
  return fault;
};

const inject = async event => {
  event.preventDefault();
  const response = await call('POST', 'faults', chosen());
  $('fault-problem').textContent = response.ok ? '' : (await response.json()).error;
  refresh();
};

const describe = fault => {
  const where = [
    fault.on && ENDPOINTS[fault.on],
    fault.chat && 'chat ' + fault.chat,
    fault.user && 'user ' + fault.user,
  ].filter(Boolean);
  const times = fault.times === 0 ? 'until taken back' : fault.times + '×';
  return `${times}${where.length ? ', ' + where.join(', ') : ''}`;
};

const waiting = fault => {
  const remove = el('button', { type: 'button', ariaLabel: `Take back ${FAULTS[fault.type].name}` }, 'Take back');
  remove.addEventListener('click', async () => {
    await call('DELETE', 'faults/' + fault.id);
    await refresh();
    $('waiting').focus();
  });
  return el('li', {}, el('span', {}, el('b', {}, FAULTS[fault.type].name), ' ', describe(fault)), remove);
};

const use = (name, { used, lockedUntil }, { count }) => {
  const locked = lockedUntil ? `locked until ${new Date(lockedUntil).toLocaleTimeString()}` : '';
  return el('li', { className: locked ? 'locked' : '' },
    el('span', {}, ENDPOINTS[name]),
    el('meter', { min: 0, max: count, high: count * 0.8, value: used, ariaLabel: `${ENDPOINTS[name]} used` }),
    el('span', { className: 'figures' }, locked || `${used} of ${count}`));
};

const user = (name, uses, state) => el('section', { className: 'user' },
  el('h3', {}, name, el('span', { className: 'tokens' }, `live tokens: ${state.tokens[name] ?? 0}`)),
  el('ul', { className: 'plain uses' },
    Object.keys(ENDPOINTS).filter(each => uses[each]).map(each => use(each, uses[each], state.limits[each]))));

const limits = state => {
  const { message, files, read, token, lockSeconds } = state.limits;
  const rate = ({ count, seconds }) => `${count} in ${seconds % 60 ? seconds + ' s' : seconds / 60 + ' min'}`;
  return [
    el('p', { className: 'hint' }, `A user may post ${rate(message)}, send files ${rate(files)}, read ${rate(read)}`
      + ` and get tokens ${rate(token)}. One request too many locks the user out for ${lockSeconds / 60} min.`),
    ...Object.entries(state.use).map(([name, uses]) => user(name, uses, state)),
  ];
};

/** Redrawn only when changed, so that a keyboard user keeps the focus. */
const draw = (parent, value, children) => {
  const print = JSON.stringify(value);
  if (parent.dataset.print !== print) {
    parent.dataset.print = print;
    parent.replaceChildren(...children());
  }
};

let onState = () => {};

const refresh = async () => {
  try {
    const state = await (await fetch('sandbox/state')).json();
    onState(state);
    draw($('faults'), state.faults, () => state.faults.length
      ? state.faults.map(waiting)
      : [el('li', { className: 'hint' }, 'No fault is waiting.')]);
    draw($('limits'), [state.use, state.tokens], () => limits(state));
    draw($('missing-chats'), state.missingChats, () => state.missingChats.map(id => el('li', {}, id)));
    draw($('known-chats'), state.chats.map(chat => chat.id), () => state.chats.map(chat => el('option', { value: chat.id })));
    $('controls-toggle').dataset.waiting = state.faults.length || '';
  } catch {
    // The stream says that the connection is lost.
  }
};

const toggle = () => {
  const hidden = !$('controls').hidden;
  $('controls').hidden = hidden;
  $('controls-toggle').setAttribute('aria-expanded', String(!hidden));
  document.body.classList.toggle('with-controls', !hidden);
  $(hidden ? 'controls-toggle' : 'controls').focus();
};

export const startControls = callbacks => {
  onState = callbacks.onState;
  const select = $('fault').elements.type;
  for (const group of ['Cliq refuses', 'Something breaks', 'Accounts server']) {
    select.append(el('optgroup', { label: group }, Object.entries(FAULTS)
      .filter(([, fault]) => fault.group === group)
      .map(([type, fault]) => el('option', { value: type }, fault.name))));
  }
  select.addEventListener('change', fit);
  $('fault').addEventListener('submit', inject);
  $('missing').addEventListener('submit', async event => {
    event.preventDefault();
    await call('POST', 'missing-chats', [event.target.elements.chat.value]);
    event.target.reset();
    refresh();
  });
  $('lift').addEventListener('click', async () => { await call('DELETE', 'locks'); refresh(); });
  $('reset').addEventListener('click', async () => {
    if (!confirm('Forget all messages, faults, locks and tokens?')) return;
    await call('DELETE', 'state');
    refresh();
  });
  $('controls-toggle').addEventListener('click', toggle);
  addEventListener('keydown', event => { if (event.key === 'Escape' && !$('controls').hidden) toggle(); });
  fit();
  refresh();
  setInterval(() => document.hidden || refresh(), 3000);
};
