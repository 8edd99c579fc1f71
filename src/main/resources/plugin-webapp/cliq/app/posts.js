// A table of posts that keeps itself up to date, often as long as one of them is not over.
import {decisions} from './actions.js';
import {alert, element, link, route} from './dom.js';
import {OFTEN, Refreshing, SELDOM} from './refreshing.js';
import {NO_JOURNAL, details, headline, response, time} from './words.js';

const PAGE = 50;
const LONG = 140;
const NEIGHBOURS = 3;

function responseCell(post) {
  const text = response(post);
  if (text.length <= LONG) {
    return element('span', {className: 'cliq-response'}, text);
  }
  return element(
    'details',
    {className: 'cliq-response'},
    element(
      'summary',
      {},
      element('span', {className: 'cliq-short'}, `${text.slice(0, LONG)}…`),
      element('span', {className: 'cliq-less'}, 'Show less'),
    ),
    text,
  );
}

function stateCell(post) {
  return element(
    'div',
    {},
    element('span', {className: `cliq-state cliq-${post.state}`}, headline(post)),
    ...details(post).map(line => element('div', {className: 'cliq-detail'}, line)),
  );
}

function instanceCell(post) {
  return post.running
    ? link(
        route(`/process-instance/${encodeURIComponent(post.processInstance)}/runtime`, {tab: 'cliq-posts'}),
        post.processInstance,
      )
    : element('span', {title: 'This process instance is over'}, post.processInstance);
}

const COLUMNS = [
  {name: 'Time', className: 'cliq-time', cell: post => time(post.created)},
  {name: 'Process', only: ['journal'], className: 'cliq-id', cell: post => link(route('/cliq-posts', {process: post.process}), post.process)},
  {name: 'Instance', only: ['journal', 'definition'], className: 'cliq-id', cell: instanceCell},
  {name: 'Business key', only: ['journal', 'definition'], className: 'cliq-id', cell: post => post.businessKey},
  {name: 'Activity', only: ['instance'], className: 'cliq-id', cell: post => post.activity},
  {name: 'Chat', className: 'cliq-id cliq-chat', cell: post => post.chat},
  {name: 'Connection', only: ['journal', 'instance'], className: 'cliq-aside', cell: post => post.connection},
  {name: 'Kind', only: ['journal', 'instance'], className: 'cliq-aside', cell: post => post.kind},
  {name: 'State', className: 'cliq-state-column', cell: stateCell},
  {name: 'Answers', hint: 'Requests that got an answer', className: 'cliq-calls', cell: post => String(post.calls)},
  {name: 'Response', className: 'cliq-response-column', cell: responseCell},
];

const focusable = row => [...row.querySelectorAll('a, button, summary')];

function isOpen(post) {
  return !post.suspended && (post.state === 'waiting' || post.state === 'sending' || Boolean(post.due));
}

export class PostTable {
  /** @param options query, context (instance, definition or journal), empty (what to say then), page, onPage, onDecided */
  constructor(parent, journal, options) {
    this.parent = parent;
    this.journal = journal;
    this.options = options;
    this.page = options.page || 1;
    this.columns = COLUMNS.filter(column => !column.only || column.only.includes(options.context));
    this.notice = element('div', {role: 'status'});
    this.node = element('div', {}, element('p', {className: 'cliq-loading'}, 'Loading …'));
    this.shown = '';
    this.rows = new Map();
    parent.append(element('div', {className: 'cliq-posts'}, this.notice, this.node));
    this.refreshing = new Refreshing(
      () => this.journal.posts({...this.options.query, first: (this.page - 1) * PAGE, most: PAGE}),
      answer => this.answered(answer),
      failure => this.failed(failure),
    );
    this.load();
  }

  load() {
    this.refreshing.now();
  }

  stop() {
    this.refreshing.stop();
  }

  answered(result) {
    const last = Math.max(1, Math.ceil(result.total / PAGE));
    if (this.page > last) {
      this.page = last;
      return 0;
    }
    this.notice.replaceChildren();
    this.show(result);
    return result.posts.some(isOpen) ? OFTEN : SELDOM;
  }

  /** What was shown before stays, and with it the place where somebody reads. */
  failed(failure) {
    if (this.notice.textContent !== failure.message) {
      this.notice.replaceChildren(alert('danger', failure.message));
    }
    if (!this.shown) {
      this.node.replaceChildren();
    }
    return SELDOM;
  }

  /** Leaves the page alone if nothing has changed: somebody may be reading or selecting text. */
  show(result) {
    const now = JSON.stringify(result);
    if (now === this.shown) {
      return;
    }
    this.shown = now;
    if (!result.journal) {
      this.node.replaceChildren(element('p', {className: 'cliq-empty'}, NO_JOURNAL));
    } else if (result.total === 0) {
      this.node.replaceChildren(element('p', {className: 'cliq-empty'}, this.options.empty));
    } else {
      this.update(result);
    }
  }

  /** Rows that say the same as before stay as they are, with what somebody opened in them. */
  update({posts, total}) {
    const decidable = posts.some(post => post.decidable);
    const before = this.rows;
    this.rows = new Map(posts.map(post => [post.key, this.row(post, decidable, before.get(post.key))]));
    const table = this.node.querySelector('table');
    if (table && decidable === this.decidable) {
      this.arrange(table.tBodies[0]);
    } else {
      this.total = element('p', {className: 'cliq-total'});
      this.pagination = element('div');
      this.paged = '';
      this.node.replaceChildren(this.total, this.table(decidable), this.pagination);
    }
    this.decidable = decidable;
    this.paginate(total);
  }

  /** Rows that stay are not moved: that would take the focus from them, and the place from who reads. */
  arrange(body) {
    const focused = document.activeElement;
    const left = focused?.closest('tr[data-key]');
    const rows = [...this.rows.values()].map(({node}) => node);
    [...body.children].filter(row => !rows.includes(row)).forEach(row => row.remove());
    rows.forEach((row, index) => {
      if (body.children[index] !== row) {
        body.insertBefore(row, body.children[index] || null);
      }
    });
    if (left && !left.isConnected && this.rows.has(left.dataset.key)) {
      const next = focusable(this.rows.get(left.dataset.key).node)[focusable(left).indexOf(focused)];
      if (next) {
        next.focus({preventScroll: true});
      }
    }
  }

  paginate(total) {
    const paged = `${this.page} of ${total}`;
    if (paged !== this.paged) {
      this.paged = paged;
      this.total.textContent = this.number(total);
      this.pagination.replaceChildren(...this.pages(total));
    }
  }

  decided() {
    this.load();
    if (this.options.onDecided) {
      this.options.onDecided();
    }
  }

  row(post, decidable, before) {
    const text = JSON.stringify([post, decidable]);
    if (before && before.text === text) {
      return before;
    }
    const cells = this.columns.map(column => element('td', {className: column.className || ''}, column.cell(post)));
    if (decidable) {
      cells.push(element('td', {className: 'cliq-actions'}, ...decisions(post, this.journal, this.parent, () => this.decided())));
    }
    return {text, node: element('tr', {'data-key': post.key}, ...cells)};
  }

  table(decidable) {
    const heads = this.columns.map(column =>
      element('th', {className: column.className || '', title: column.hint || ''}, column.name),
    );
    if (decidable) {
      heads.push(element('th', {className: 'cliq-actions'}, 'Action'));
    }
    return element(
      'table',
      {className: `cam-table cliq-table cliq-of-${this.options.context}`},
      element('thead', {}, element('tr', {}, ...heads)),
      element('tbody', {}, ...[...this.rows.values()].map(row => row.node)),
    );
  }

  number(total) {
    if (total <= PAGE) {
      return total === 1 ? '1 post' : `${total} posts`;
    }
    const first = (this.page - 1) * PAGE + 1;
    return `${first} to ${Math.min(total, first + PAGE - 1)} of ${total} posts`;
  }

  pages(total) {
    const last = Math.ceil(total / PAGE);
    if (last <= 1) {
      return [];
    }
    const item = (text, page, state) =>
      element(
        'li',
        {className: state},
        element(
          'a',
          {href: '', onclick: event => this.turn(event, page), ...(state === 'active' && {'aria-current': 'page'})},
          text,
        ),
      );
    const from = Math.max(1, Math.min(this.page - NEIGHBOURS, last - 2 * NEIGHBOURS));
    const to = Math.min(last, from + 2 * NEIGHBOURS);
    const items = [
      item('First', 1, this.page === 1 ? 'disabled' : ''),
      item('Previous', Math.max(1, this.page - 1), this.page === 1 ? 'disabled' : ''),
    ];
    for (let page = from; page <= to; page++) {
      items.push(item(String(page), page, page === this.page ? 'active' : ''));
    }
    items.push(
      item('Next', Math.min(last, this.page + 1), this.page === last ? 'disabled' : ''),
      item('Last', last, this.page === last ? 'disabled' : ''),
    );
    return [element('ul', {className: 'pagination pagination-sm'}, ...items)];
  }

  turn(event, page) {
    event.preventDefault();
    if (this.options.onPage) {
      this.options.onPage(page);
    } else {
      this.page = page;
      this.load();
    }
  }
}
