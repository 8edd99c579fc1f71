// Everything from a message goes through textContent: it comes from outside and is never markup here.
const element = (name, ...children) => {
  const made = document.createElement(name);
  made.append(...children);
  return made;
};

const described = ({ json, file, comment }) => {
  if (json) return JSON.parse(json).text;
  const link = element('a', file.name);
  link.href = 'sandbox/files/' + encodeURIComponent(file.id);
  return element('span', link, comment && ` ${comment}`);
};

const chats = new Map();
let seen = 0;

const chat = id => {
  if (!chats.has(id)) {
    const list = element('ol');
    if (!chats.size) document.getElementById('chats').replaceChildren();
    document.getElementById('chats').append(element('section', element('h2', id), list));
    chats.set(id, list);
  }
  return chats.get(id);
};

const refresh = async () => {
  const response = await fetch('sandbox/messages?after=' + seen);
  for (const message of await response.json()) {
    seen = message.sequence;
    const time = element('time', new Date(message.time).toLocaleTimeString());
    chat(message.chat).append(element('li', time, ` ${message.user}: `, described(message.content)));
  }
};

refresh();
setInterval(refresh, 2000);
