// How many posts came to what, and how many are not over.
import {alert, element, route} from './dom.js';
import {NO_JOURNAL, stateName} from './words.js';

const OUTCOMES = ['delivered', 'rejected', 'unavailable', 'uncertain', 'cancelled'];
const OPEN = [
  ['waiting', 'Waiting for their turn'],
  ['sending', 'Being sent'],
  ['unavailable', 'To be tried again'],
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
    this.load();
  }

  stop() {
    this.stopped = true;
  }

  async load() {
    const {query, since} = this.options;
    const from = new Date(Date.now() - since.period).toISOString();
    try {
      const sums = await this.journal.sums({...query, from});
      if (sums.journal) {
        this.show(sums, from);
      } else {
        this.node.replaceChildren(...this.head(), element('p', {className: 'cliq-empty'}, NO_JOURNAL));
      }
    } catch (failure) {
      this.node.replaceChildren(alert('info', failure.message));
    }
  }

  show({process, all, open}, from) {
    const {since} = this.options;
    const outcomes = OUTCOMES.filter(state => all[state] || state === 'delivered' || state === 'rejected');
    const waits = OPEN.filter(([state]) => open[state] || state === 'waiting' || state === 'uncertain');
    this.node.replaceChildren(
      ...this.head(),
      this.group(
        since.words,
        outcomes.map(state => this.sum(state, all[state] || 0, stateName(state), {process, from})),
      ),
      this.group(
        'Right now',
        waits.map(([state, words]) => this.sum(state, open[state] || 0, words, {process, open: true})),
      ),
    );
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
