// Cliq's own text markup: *bold* _italic_ ~strike~ `code` [text](url) !quote #large --- and mentions.

import { el, link, own } from './dom.js';
import { button } from './button.js';

const INLINE = new RegExp([
  '\\[(?<label>[^\\[\\]\\n]{1,300})\\]\\((?<target>[^()\\s]{1,2000})\\)',
  '`(?<code>[^`\\n]{1,1000})`',
  '(?<![\\w*])\\*(?<bold>[^\\s*](?:[^*\\n]{0,1000}[^\\s*])?)\\*(?![\\w*])',
  '(?<![\\w_])_(?<italic>[^\\s_](?:[^_\\n]{0,1000}[^\\s_])?)_(?![\\w_])',
  '(?<![\\w~])~(?<strike>[^\\s~](?:[^~\\n]{0,1000}[^\\s~])?)~(?![\\w~])',
  '\\{@(?<mention>[^{}\\s]{1,100})\\}',
  '(?<bare>https?://[^\\s<>"\'*]{1,2000}[^\\s<>"\'*.,;:!?)])',
].join('|'), 'g');

const piece = (groups, references) => {
  const { label, target, code, bold, italic, strike, mention, bare } = groups;
  if (label !== undefined) {
    if (target.startsWith('$')) {
      const reference = own(references, target.slice(1));
      return reference?.object ? button(reference.object, label) : el('span', { className: 'no-link' }, label);
    }
    return link(target, label);
  }
  if (code !== undefined) return el('code', {}, code);
  if (bold !== undefined) return el('strong', {}, inline(bold, references));
  if (italic !== undefined) return el('em', {}, inline(italic, references));
  if (strike !== undefined) return el('s', {}, inline(strike, references));
  if (mention !== undefined) return el('span', { className: 'mention' }, '@' + mention);
  return link(bare, bare);
};

export const inline = (source, references = {}) => {
  const pieces = [];
  let end = 0;
  for (const match of source.matchAll(INLINE)) {
    pieces.push(source.slice(end, match.index), piece(match.groups, references));
    end = match.index + match[0].length;
  }
  pieces.push(source.slice(end));
  return pieces;
};

const line = (source, references) => {
  if (/^\s*---+\s*$/.test(source)) return el('hr');
  if (/^!(?=\S)|^!\s/.test(source)) return el('blockquote', {}, inline(source.slice(1).trimStart(), references));
  if (/^#{1,6}\s*(?=\S)/.test(source)) {
    return el('p', { className: 'large' }, inline(source.replace(/^#{1,6}\s*/, ''), references));
  }
  return el('p', {}, source.trim() ? inline(source, references) : '\u00a0');
};

/** A whole text, line by line. */
export const markup = (source, references = {}) =>
  el('div', { className: 'text' }, source.replace(/\r\n?/g, '\n').split('\n').map(each => line(each, references)));
