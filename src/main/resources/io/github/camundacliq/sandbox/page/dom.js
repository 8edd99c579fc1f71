// The one way to make elements on this page. Children that are strings become text nodes, so nothing that came with a
// message is ever read as markup.

export const el = (name, properties = {}, ...children) => {
  const made = document.createElement(name);
  Object.assign(made, properties);
  made.append(...children.flat().filter(child => child !== null && child !== undefined && child !== ''));
  return made;
};

const SAFE = new Set(['http:', 'https:', 'mailto:']);

/** A link if the address leads where a link may lead; else its text and the address, both as text. */
export const link = (address, ...children) => {
  let url;
  try {
    url = new URL(address);
  } catch {
    url = null;
  }
  if (!url || !SAFE.has(url.protocol)) {
    return el('span', { className: 'no-link', title: 'not a web address' }, children, ` (${address})`);
  }
  return el('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer nofollow', title: url.href }, children);
};

/** A text for whatever a message holds where a text belongs. */
export const text = value => {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

export const list = value => (Array.isArray(value) ? value : []);

export const record = value => (value && typeof value === 'object' && !Array.isArray(value) ? value : {});

/** A value that is really there: not what every object inherits. */
export const own = (object, key) => (Object.hasOwn(record(object), key) ? object[key] : undefined);
