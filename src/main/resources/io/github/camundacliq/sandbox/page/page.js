// The page: chats on the left, the messages of one of them as they arrive, controls on demand.

import { el } from './dom.js';
import { render, summary } from './message.js';
import { startControls } from './controls.js';

const MOST_SHOWN = 2000;
const BATCH = 100;

const $ = id => document.getElementById(id);
const chats = new Map();
const arrived = [];
let current = null;
let seen = 0;
let epoch = null;
let events = null;
let scheduled = false;
let follow = true;
let lastTop = 0;

const open = id => 'chat=' + encodeURIComponent(id);
const asked = () => new URLSearchParams(location.hash.slice(1)).get('chat');

const chatOf = id => {
  if (!chats.has(id)) {
    const count = el('span', { className: 'count' });
    const last = el('span', { className: 'last' });
    const anchor = el('a', { href: '#' + open(id) }, el('span', { className: 'id' }, id), count, last);
    const row = el('li', {}, anchor);
    chats.set(id, { id, pending: [], newest: null, unread: 0, log: el('div', { className: 'log' }), row, anchor, count, last });
  }
  return chats.get(id);
};

const describe = chat => {
  chat.last.textContent = summary(chat.newest);
  chat.count.textContent = chat.unread || '';
  chat.count.title = chat.unread ? chat.unread + ' new' : '';
};

const atEnd = () => $('messages').scrollHeight - $('messages').scrollTop - $('messages').clientHeight < 80;
const toEnd = () => { $('messages').scrollTop = $('messages').scrollHeight; };

// Heights are estimates until a message comes into view: whoever is at the end stays there while they settle.
const grown = new ResizeObserver(() => { if (follow) toEnd(); });

/** Adds what the open chat has not shown yet, a batch a frame. */
const show = () => {
  const chat = current;
  chat.log.append(...chat.pending.splice(0, BATCH).map(render));
  while (chat.log.children.length > MOST_SHOWN) chat.log.firstChild.remove();
  if (chat.pending.length) requestAnimationFrame(() => chat === current && show());
};

const flush = () => {
  scheduled = false;
  const touched = new Set();
  const news = arrived.splice(0);
  for (const message of news) {
    const chat = chatOf(message.chat);
    chat.newest = message;
    chat.pending.push(message);
    if (chat.pending.length > MOST_SHOWN) chat.pending.shift();
    if (chat !== current) chat.unread++;
    touched.delete(chat);
    touched.add(chat);
  }
  for (const chat of touched) {
    describe(chat);
    $('chats').prepend(chat.row);
  }
  $('welcome').hidden = chats.size > 0;
  if (!current) {
    choose(wanted());
  } else if (touched.has(current)) {
    show();
    $('news').hidden = follow;
  }
};

const narrow = matchMedia('(max-width: 45rem)');

/** Where there is room beside the list, the newest chat is better than none. */
const wanted = () => asked() ?? (narrow.matches ? null : ($('chats').querySelector('.id')?.textContent ?? null));

const choose = id => {
  current?.anchor.removeAttribute('aria-current');
  current = id === null ? null : (chats.get(id) ?? null);
  document.body.classList.toggle('in-chat', current !== null);
  $('chat-title').hidden = !current;
  $('news').hidden = true;
  $('nothing').hidden = id === null || current !== null || !chats.size;
  $('nothing').querySelector('code').textContent = id ?? '';
  $('messages').replaceChildren(...(current ? [current.log] : []));
  if (!current) return;
  current.anchor.setAttribute('aria-current', 'true');
  current.unread = 0;
  describe(current);
  $('chat-title').querySelector('h2').textContent = current.id;
  follow = true;
  show();
  toEnd();
  grown.disconnect();
  grown.observe(current.log);
};

const receive = message => {
  if (message.sequence <= seen) return;
  seen = message.sequence;
  arrived.push(message);
  if (!scheduled) {
    scheduled = true;
    document.hidden ? setTimeout(flush, 250) : requestAnimationFrame(flush);
  }
};

const forgetAll = () => {
  seen = 0;
  arrived.length = 0;
  chats.forEach(chat => chat.row.remove());
  chats.clear();
  choose(null);
  $('welcome').hidden = false;
};

const status = (word, className) => {
  $('connection').textContent = word;
  $('connection').className = 'status ' + className;
};

const listen = () => {
  events?.close();
  events = new EventSource('sandbox/events?after=' + seen);
  events.onopen = () => status('live', 'live');
  events.onmessage = event => receive(JSON.parse(event.data));
  events.onerror = () => status('reconnecting', 'lost');
};

addEventListener('hashchange', () => choose(wanted()));
narrow.addEventListener('change', () => current || choose(wanted()));
$('news').addEventListener('click', () => { follow = true; toEnd(); $('messages').focus({ preventScroll: true }); });
$('messages').addEventListener('scroll', () => {
  const top = $('messages').scrollTop;
  if (atEnd()) follow = true;
  else if (top < lastTop) follow = false;
  lastTop = top;
  if (follow) $('news').hidden = true;
}, { passive: true });
/** Only pages of this machine, or with TLS, may write to the clipboard. */
$('copy-id').hidden = !navigator.clipboard;
$('copy-id').addEventListener('click', async () => {
  await navigator.clipboard.writeText(current?.id ?? '');
  $('copy-id').textContent = 'Copied';
  setTimeout(() => { $('copy-id').textContent = 'Copy id'; }, 2000);
});
$('chats').addEventListener('keydown', event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const anchors = [...$('chats').querySelectorAll('a')];
  anchors[anchors.indexOf(document.activeElement) + step]?.focus();
  event.preventDefault();
});

startControls({
  onState: state => {
    if (epoch && epoch !== state.epoch) {
      forgetAll();
      listen();
    }
    epoch = state.epoch;
  },
});
listen();
