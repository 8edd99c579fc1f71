// Cards and slides. Images are links, because a message must not make the browser call anybody.

import { el, link, list, own, record, text } from './dom.js';
import { button } from './button.js';
import { inline } from './markup.js';
import { chart, graph } from './chart.js';

const buttons = definitions =>
  definitions.length ? el('div', { className: 'buttons' }, definitions.map(each => button(each))) : '';

const image = (address, label) =>
  el('li', {}, link(text(record(address).url ?? record(address).image ?? address), label));

const table = ({ data, title }) => {
  const { headers, rows } = record(data);
  const columns = list(headers).map(text);
  const cell = value => el('td', {}, inline(text(value)));
  const row = each => el('tr', {},
    Array.isArray(each) ? each.map(cell) : columns.map(column => cell(own(each, column))));
  return el('div', { className: 'scroll', tabIndex: 0, role: 'group', ariaLabel: text(title) || 'Table' },
    el('table', {},
      el('thead', {}, el('tr', {}, columns.map(column => el('th', { scope: 'col' }, column)))),
      el('tbody', {}, list(rows).map(row))));
};

const ORDERED = { decimal: '1', 'lower-alpha': 'a', 'upper-alpha': 'A', 'lower-roman': 'i', 'upper-roman': 'I' };

const items = ({ data, styles }) => {
  const style = text(record(styles).type);
  const entries = list(data).map(item => el('li', {}, inline(text(item))));
  return own(ORDERED, style) ? el('ol', { type: ORDERED[style] }, entries) : el('ul', {}, entries);
};

const labels = ({ data }) => {
  const pairs = list(data).flatMap(each => Object.entries(record(each)));
  return el('dl', { className: 'labels' },
    pairs.map(([key, value]) => el('div', {}, el('dt', {}, key), el('dd', {}, inline(text(value))))));
};

const images = ({ data }) =>
  el('ul', { className: 'images' }, list(data).map((each, index) => image(each, `Image ${index + 1}`)));

const SLIDES = {
  table,
  list: items,
  label: labels,
  text: ({ data }) => el('p', { className: 'slide-text' }, inline(text(data))),
  image: images,
  images,
  percentage_chart: chart,
  graph,
};

const slide = definition => {
  const its = record(definition);
  const draw = own(SLIDES, text(its.type));
  return el('section', { className: 'slide' },
    its.title ? el('h4', {}, text(its.title)) : '',
    draw ? draw(its) : el('p', {}, text(definition)),
    buttons(list(its.buttons)));
};

const poll = options =>
  el('ul', { className: 'poll' }, options.map(option => el('li', {}, inline(text(record(option).text ?? option)))));

const section = ({ title, fields }) => el('section', { className: 'slide' },
  title ? el('h4', {}, text(title)) : '',
  el('dl', { className: 'labels' }, list(fields).map(field =>
    el('div', {}, el('dt', {}, text(record(field).title)), el('dd', {}, inline(text(record(field).value)))))));

const THEMES = new Set(['modern-inline', 'poll', 'prompt', 'basic']);

/** What a message holds besides its text. */
export const card = message => {
  const its = record(message.card);
  const slides = list(message.slides);
  const all = [...list(its.buttons), ...list(message.buttons)];
  if (!message.card && !slides.length) return buttons(all);
  const theme = THEMES.has(its.theme) ? its.theme : 'plain';
  return el('article', { className: 'card ' + theme },
    its.title ? el('h3', {}, text(its.title)) : '',
    its.thumbnail ? el('ul', { className: 'images' }, image(its.thumbnail, 'Thumbnail')) : '',
    list(its.options).length ? poll(list(its.options)) : '',
    list(its.sections).map(each => section(record(each))),
    slides.map(slide),
    buttons(all));
};
