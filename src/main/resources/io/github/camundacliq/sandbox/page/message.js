// One message as an element.

import { el, record, text } from './dom.js';
import { markup } from './markup.js';
import { card } from './card.js';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const parsed = json => {
  try {
    return record(JSON.parse(json));
  } catch {
    return {};
  }
};

const size = bytes => {
  const units = ['bytes', 'KB', 'MB'];
  const step = bytes < 1024 ? 0 : bytes < 1024 * 1024 ? 1 : 2;
  return `${(bytes / 1024 ** step).toFixed(step && bytes / 1024 ** step < 10 ? 1 : 0)} ${units[step]}`;
};

const attachment = ({ file, comment }) => [
  el('a', { className: 'file', href: 'sandbox/files/' + encodeURIComponent(file.id), download: file.name },
    el('span', { className: 'file-name' }, file.name),
    el('span', { className: 'file-kind' }, `${file.type ?? 'no type'}, ${size(file.size)}`)),
  comment ? markup(comment) : '',
];

const raw = (summary, source) => {
  const details = el('details', { className: 'raw' }, el('summary', {}, summary));
  details.addEventListener('toggle', () => {
    if (details.open && details.children.length === 1) {
      details.append(el('pre', { tabIndex: 0 }, source()));
    }
  });
  return details;
};

const instance = id => el('a', {
  className: 'instance',
  href: '../camunda/app/cockpit/default/#/cliq-posts/instance?id=' + encodeURIComponent(id),
  title: `Process instance ${id} in Cockpit`,
}, 'Instance ' + id.slice(0, 8));

const hue = name => [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);

const face = name => {
  const made = el('span', { className: 'face', ariaHidden: 'true' }, [...name.trim()][0]?.toUpperCase() ?? '?');
  made.style.setProperty('--hue', String(hue(name)));
  return made;
};

/** What the list of chats says of a message. */
export const summary = ({ content }) =>
  content.file ? 'File: ' + content.file.name : text(parsed(content.json).text).slice(0, 80);

export const render = message => {
  const { content, user, time, processInstance } = message;
  const body = content.file ? {} : parsed(content.json);
  const shown = text(record(body.bot).name) || user;
  const at = new Date(time);
  return el('article', { className: 'message', id: 'm' + message.sequence },
    face(shown),
    el('header', {},
      el('b', {}, shown),
      shown === user ? '' : el('span', { className: 'as' }, 'posted by ' + user),
      el('time', { dateTime: at.toISOString(), title: at.toLocaleString() }, clock.format(at)),
      processInstance ? instance(processInstance) : ''),
    el('div', { className: 'body' },
      body.reply_to ? el('p', { className: 'reply' }, 'in reply to ' + text(body.reply_to)) : '',
      content.file ? attachment(content) : [markup(text(body.text), record(body.references)), card(body)]),
    content.file
      ? raw('Details', () => JSON.stringify({ ...content.file, comment: content.comment }, null, 2))
      : raw('JSON', () => content.json));
};
