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

/** What went wrong, in words; final if it will go wrong again until somebody does something. */
class Problem extends Error {
  constructor(message, final = false) {
    super(message);
    this.final = final;
  }
}

const LOGGED_OUT = 401;
const SERVER_ERROR = 500;

/** Where the address of the page is wrong, or the user; who logs in anew need not load it again. */
function isFinal(status) {
  return status < SERVER_ERROR && status !== LOGGED_OUT;
}

async function problem(response) {
  if (response.status === LOGGED_OUT) {
    return 'You are logged out. Reload the page to log in again.';
  }
  if (response.status >= SERVER_ERROR) {
    return `The server failed (${response.status}). Its log says why.`;
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

  /** @param post as it was shown: where it has changed since, nothing is done */
  postAgain({key, version}) {
    return this.post('post-again', {key, version});
  }

  markDelivered({key, version}) {
    return this.post('mark-delivered', {key, version});
  }

  async get(path, query) {
    const response = await this.fetch(`${path}?${parameters(query)}`, {});
    return response.json();
  }

  post(path, body) {
    const request = {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'X-XSRF-TOKEN': this.token},
      body: JSON.stringify(body),
    };
    return this.fetch(path, request, 'No answer came, and it may have been done all the same. Close this and look at the post again.');
  }

  async fetch(path, options, unanswered = 'The server cannot be reached; this is tried again.') {
    const response = await fetch(`${this.base}/${path}`, {
      credentials: 'same-origin',
      cache: 'no-store',
      ...options,
      headers: {Accept: 'application/json', ...options.headers},
    }).catch(() => {
      throw new Problem(unanswered);
    });
    if (!response.ok) {
      throw new Problem(await problem(response), isFinal(response.status));
    }
    return response;
  }
}
