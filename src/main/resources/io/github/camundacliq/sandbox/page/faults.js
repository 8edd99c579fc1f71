// What each fault is called and does, for the panel.

const CLIQ = ['message', 'files', 'read'];
const ALL = [...CLIQ, 'token'];
const TOKEN = ['token'];

const refuses = (name, hint, fields) => ({ group: 'Cliq refuses', name, hint, fields, on: CLIQ });
const breaks = (name, hint, fields) => ({ group: 'Something breaks', name, hint, fields, on: ALL });
const accounts = (name, hint) => ({ group: 'Accounts server', name, hint, on: TOKEN });

export const FAULTS = {
  throttle: refuses('Throttle', 'HTTP 400 request_limit_exceeded, and the user is locked out.'),
  throttle429: refuses('Throttle (429)', 'HTTP 429 rate_limit_exceeded, with Retry-After if you like.', ['retryAfter']),
  chat_not_found: refuses('Unknown chat', 'HTTP 404 chat_not_found.'),
  access_denied: refuses('Access denied', 'HTTP 403 chat_access_denied.'),
  expired_token: refuses('Expired token', 'HTTP 401 oauthtoken_invalid; the token is dead from then on.'),
  missing_scope: refuses('Missing scope', 'HTTP 401 oauthtoken_scope_invalid.'),
  operation_failed: refuses('Operation failed', 'HTTP 400 operation_failed: Cliq\u2019s answer to a bad id or payload.'),
  server_error: breaks('Server error', 'HTTP 500 with an error of Cliq\u2019s own.', ['accepted']),
  bad_gateway: breaks('Bad gateway', 'HTTP 502 with an HTML page.', ['accepted']),
  service_unavailable: breaks('Service unavailable', 'HTTP 503 without a body.', ['accepted']),
  garbage: breaks('Garbage', 'An answer that is no JSON. With a 2xx status the message is posted.', ['status']),
  cut: breaks('Cut answer', 'Posted, and the connection breaks in the middle of the answer.'),
  hang: breaks('Hang', 'Posted at once, answered late.', ['seconds']),
  drop_before: breaks('Drop before', 'The connection is closed and nothing is posted.'),
  drop_after: breaks('Drop after', 'Posted, and the connection is closed without an answer.'),
  revoked_token: accounts('Revoked refresh token', 'invalid_code, with HTTP 200.'),
  wrong_data_center: accounts('Wrong data center', 'invalid_client, with HTTP 200.'),
  token_throttle: accounts('Too many tokens', 'HTTP 400 Access Denied.'),
};
