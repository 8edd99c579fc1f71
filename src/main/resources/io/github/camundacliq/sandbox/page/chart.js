// Charts in a simple form: the figures stand beside the picture.

import { el, list, record, text } from './dom.js';

const number = value => (Number.isFinite(Number(value)) ? Math.max(0, Number(value)) : 0);

const legend = entries => el('ul', { className: 'legend' }, entries.map(([name, value], index) =>
  el('li', { className: 'series-' + (index % 5) }, el('span', {}, name), value ? el('b', {}, value) : '')));

/** Parts of a whole, as one bar. */
export const chart = ({ data }) => {
  const parts = list(data).slice(0, 5).map(record);
  const sum = parts.reduce((total, part) => total + number(part.value), 0) || 1;
  const share = part => (100 * number(part.value)) / sum;
  const bar = el('div', { className: 'parts', ariaHidden: 'true' }, parts.map((part, index) => {
    const made = el('span', { className: 'series-' + (index % 5) });
    made.style.setProperty('flex-grow', String(share(part)));
    return made;
  }));
  return el('div', { className: 'chart' }, bar,
    legend(parts.map(part => [text(part.label), `${Math.round(share(part))} %`])));
};

const SVG = 'http://www.w3.org/2000/svg';

const shape = (name, attributes, ...children) => {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, String(value)));
  made.append(...children);
  return made;
};

const points = category => list(record(category).values).slice(0, 20).map(record);

const bars = (series, labels, most, stacked) => series.flatMap((values, s) => values.map((value, i) => {
  const slot = 300 / labels.length;
  const width = (slot * 0.7) / (stacked ? 1 : series.length);
  const height = (100 * value) / most;
  const below = stacked ? series.slice(0, s).reduce((sum, other) => sum + (other[i] ?? 0), 0) : 0;
  return shape('rect', {
    class: 'series-' + (s % 5),
    x: i * slot + slot * 0.15 + (stacked ? 0 : s * width),
    y: 104 - height - (100 * below) / most,
    width,
    height,
  });
}));

const lines = (series, labels, most) => series.map((values, s) => shape('polyline', {
  class: 'series-' + (s % 5),
  points: values.map((value, i) => `${((i + 0.5) * 300) / labels.length},${104 - (100 * value) / most}`).join(' '),
}));

const ticks = labels => labels.map((label, i) =>
  shape('text', { x: ((i + 0.5) * 300) / labels.length, y: 115, 'text-anchor': 'middle' }, label));

const axes = styles => [text(styles.x_axis), text(styles.y_axis)].filter(Boolean).join(' / ');

/** Figures over a common axis: bars, stacked bars or a trend. */
export const graph = ({ data, styles }) => {
  const categories = list(data).slice(0, 5);
  const labels = points(categories.reduce((one, other) => (points(other).length > points(one).length ? other : one), {}))
    .map(point => text(point.label));
  const series = categories.map(category => points(category).map(point => number(point.value)));
  const look = text(record(styles).preview);
  const stacked = look === 'vertical_stacked_bar';
  const heights = stacked
    ? labels.map((_, i) => series.reduce((sum, values) => sum + (values[i] ?? 0), 0))
    : series.flat();
  const most = Math.max(...heights, 0) || 1;
  const drawing = shape('svg', { viewBox: '0 0 300 119', role: 'img', 'aria-label': 'Graph' },
    shape('line', { x1: 0, x2: 300, y1: 104.5, y2: 104.5 }),
    ...(look === 'trend' ? lines(series, labels, most) : bars(series, labels, most, stacked)),
    ...(labels.length > 12 ? [] : ticks(labels)));
  const figures = categories.map(category =>
    [text(record(category).category), points(category).map(point => text(point.value)).join(', ')]);
  return el('div', { className: 'chart graph' }, drawing,
    el('p', { className: 'axis' }, axes(record(styles))), legend(figures));
};
