// Builds what is shown. Whatever is not an element becomes text: no markup of a chat, a code or an answer gets in.

export function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [property, value] of Object.entries(properties)) {
    if (property.includes('-')) {
      node.setAttribute(property, value);
    } else {
      node[property] = value;
    }
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

export function alert(tone, text) {
  return element('div', {className: `alert alert-${tone}`, role: 'alert'}, text);
}

export function link(href, text) {
  return element('a', {href}, text);
}

/** A link within Cockpit; every part of it that is not ours is encoded. */
export function route(path, query = {}) {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
  const text = search.toString();
  return `#${path}${text ? `?${text}` : ''}`;
}
