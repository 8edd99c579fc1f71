// How many posts came to what, and how many are not over.
import {alert, element, route} from './dom.js';
import {Refreshing, SELDOM} from './refreshing.js';
import {NO_JOURNAL, stateName} from './words.js';

const OUTCOMES = ['delivered', 'rejected', 'unavailable', 'uncertain', 'cancelled'];
const OPEN = [
  ['waiting', 'Waiting for their turn'],
  ['sending', 'Being sent'],
  ['unavailable', 'Cliq unavailable'],
  ['uncertain', 'Uncertain'],
  ['rejected', 'Rejected, to be corrected'],
];

export class Sums {
  /** @param options title, query, since (period in ms, words), link to the page with the posts themselves */
  constructor(parent, journal, options) {
    this.journal = journal;
    this.options = options;
    this.node = element('div', {className: 'cliq-sums'});
    parent.append(this.node);
    this.shown = '';
    this.refreshing = new Refreshing(
      () => this.ask(),
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

  ask() {
    const {query, since} = this.options;
    this.from = new Date(Date.now() - since.period).toISOString();
    return this.journal.sums({...query, from: this.from});
  }

  /** Leaves the page alone if nothing has changed, so that nobody loses the link that is focused. */
  answered(sums) {
    const now = JSON.stringify(sums);
    if (now !== this.shown) {
      this.shown = now;
      this.node.replaceChildren(
        ...this.head(),
        ...(sums.journal ? this.groups(sums, this.from) : [element('p', {className: 'cliq-empty'}, NO_JOURNAL)]),
      );
    }
    return SELDOM;
  }

  failed(failure) {
    this.shown = '';
    this.node.replaceChildren(...this.head(), alert('info', failure.message));
    return SELDOM;
  }

  groups({process, tenant, all, open}, from) {
    const {since} = this.options;
    const outcomes = OUTCOMES.filter(state => all[state] || state === 'delivered' || state === 'rejected');
    const waits = OPEN.filter(([state]) => open[state] || state === 'waiting' || state === 'uncertain');
    return [
      this.group(
        since.words,
        outcomes.map(state => this.sum(state, all[state] || 0, stateName(state), {process, tenant, from})),
      ),
      this.group(
        'Right now',
        waits.map(([state, words]) => this.sum(state, open[state] || 0, words, {process, tenant, open: true})),
      ),
    ];
  }

  head() {
    const {title} = this.options;
    return title ? [element('div', {className: 'cliq-title'}, title)] : [];
  }

  group(title, sums) {
    return element(
      'div',
      {className: 'cliq-group'},
      element('div', {className: 'cliq-group-title'}, title),
      element('div', {className: 'cliq-group-sums'}, ...sums),
    );
  }

  sum(state, count, words, more) {
    const {link} = this.options;
    return element(
      'a',
      {className: `cliq-sum ${count ? `cliq-${state}` : 'cliq-none'}`, href: route(link, {state, ...more})},
      element('span', {className: 'cliq-count'}, String(count)),
      element('span', {className: 'cliq-what'}, words),
    );
  }
}
