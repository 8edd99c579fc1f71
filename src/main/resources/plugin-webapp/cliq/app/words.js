// What a post's state is called, and what a person should know about it.

const NAMES = {
  waiting: 'Waiting',
  sending: 'Sending',
  delivered: 'Delivered',
  rejected: 'Rejected',
  unavailable: 'Cliq unavailable',
  uncertain: 'Uncertain',
  cancelled: 'Cancelled',
};

export const NO_JOURNAL =
  'This engine keeps no journal of posts to Cliq: the plugin is switched off there, or not installed.';

export const STATES = Object.keys(NAMES);

export function stateName(state) {
  return NAMES[state] || state;
}

/** As Cockpit writes a time. */
export function time(iso) {
  const at = new Date(iso);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60 * 1000);
  return local.toISOString().slice(0, 19);
}

function timeOfDay(iso) {
  const text = time(iso);
  return text.slice(0, 10) === time(Date.now()).slice(0, 10) ? text.slice(11) : text;
}

/** The state itself, in the words that go into its label. */
export function headline(post) {
  const name = stateName(post.state);
  if (post.state === 'waiting' && !post.suspended) {
    return `${name} until ${timeOfDay(post.due)}`;
  }
  return post.code ? `${name}: ${post.code}` : name;
}

/** Why, and what comes next. */
export function details(post) {
  const lines = [];
  if (post.reason) {
    lines.push(post.reason);
  }
  if (post.overdue) {
    lines.push('The node that sent it is gone; another one takes over.');
  }
  if (post.state === 'uncertain') {
    lines.push('Nobody knows whether the chat shows it.');
  }
  if (post.doubtful) {
    lines.push('An earlier attempt may have been posted.');
  }
  if (post.due && post.state !== 'waiting' && !post.suspended) {
    lines.push(`${post.readBack ? 'The chat is read back' : 'Tried again'} at ${timeOfDay(post.due)}.`);
  }
  if (post.incident) {
    lines.push('An incident waits for somebody.');
  }
  if (post.suspended) {
    lines.push('Its job is suspended, and goes on when it is activated.');
  }
  if (!post.running && (post.state === 'uncertain' || post.state === 'unavailable')) {
    lines.push('Its process instance is over.');
  }
  return lines;
}

function sentence(text) {
  return text && !/[.!?…]$/.test(text) ? `${text}.` : text;
}

export function response(post) {
  const {message, advice, ...fields} = post.response;
  if (post.state === 'delivered') {
    return JSON.stringify(post.response);
  }
  return [advice, sentence(message), Object.keys(fields).length ? JSON.stringify(fields) : '']
    .filter(text => text)
    .join(' ');
}
