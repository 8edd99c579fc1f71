// Buttons of cards and in texts: they say what they would do, and do nothing.

import { el, record, text } from './dom.js';

const action = ({ type, data }) => {
  const details = record(data);
  const what = details.web ?? details.name ?? details.api ?? details.url ?? details.text ?? '';
  return `${text(type) || 'no action'}${what === '' ? '' : ': ' + text(what)}`;
};

export const button = (definition, label) => {
  const { label: itsOwn, name, hint, type, action: its } = record(definition);
  const tone = type === '+' ? ' positive' : type === '-' ? ' negative' : '';
  return el('details', { className: 'button' + tone },
    el('summary', { title: text(hint) }, text(itsOwn ?? name ?? label) || 'Button'),
    el('span', { className: 'does' }, action(record(its))));
};
