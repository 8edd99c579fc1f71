// Asks the plugin's own resource, as the logged-in user.

function parameters(query) {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== '' && one !== undefined && one !== null) {
        all.append(name, one);
      }
    }
  }
  return all;
}

async function problem(response) {
  if (response.status === 401) {
    return 'You are logged out. Log in again.';
  }
  const answer = await response.json().catch(() => ({}));
  if (response.status === 403) {
    return answer.type
      ? 'You are not allowed to do this. It needs the permission RETRY_JOB.'
      : 'This page is out of date: somebody logged in anew. Reload it.';
  }
  return answer.message || `The server answered ${response.status}.`;
}

export class Journal {
  constructor(api) {
    this.base = `${api.cockpitApi}/plugin/cliq/${encodeURIComponent(api.engine)}`;
    this.token = api.CSRFToken;
  }

  posts(query) {
    return this.get('posts', query);
  }

  sums(query) {
    return this.get('sums', query);
  }

  postAgain(key) {
    return this.post('post-again', {key});
  }

  markDelivered(key) {
    return this.post('mark-delivered', {key});
  }

  async get(path, query) {
    const response = await this.fetch(`${path}?${parameters(query)}`, {});
    return response.json();
  }

  post(path, body) {
    return this.fetch(path, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'X-XSRF-TOKEN': this.token},
      body: JSON.stringify(body),
    });
  }

  async fetch(path, options) {
    const response = await fetch(`${this.base}/${path}`, {
      credentials: 'same-origin',
      cache: 'no-store',
      ...options,
      headers: {Accept: 'application/json', ...options.headers},
    });
    if (!response.ok) {
      throw new Error(await problem(response));
    }
    return response;
  }
}
