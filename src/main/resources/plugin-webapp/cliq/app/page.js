// The whole journal, finished process instances too. What is searched for stands in the address, to be kept and shared.
import {element, route} from './dom.js';
import {PostTable} from './posts.js';
import {STATES, stateName} from './words.js';

const FIELDS = [
  ['processInstance', 'Process instance', 'text'],
  ['businessKey', 'Business key', 'text'],
  ['process', 'Process', 'text'],
  ['tenant', 'Tenant', 'text'],
  ['chat', 'Chat', 'text'],
  ['connection', 'Connection', 'text'],
  ['state', 'State', 'select'],
  ['open', 'Task', 'select'],
  ['from', 'From', 'datetime-local'],
  ['to', 'Before', 'datetime-local'],
];

const CHOICES = {
  state: [['', 'Any'], ...STATES.map(state => [state, stateName(state)])],
  open: [['', 'Any'], ['true', 'Not over yet']],
};

function searched() {
  const [, text = ''] = window.location.hash.split('?');
  return Object.fromEntries(new URLSearchParams(text));
}

/** What is no time is left out; the journal says what is wrong with it. */
function local(iso) {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) {
    return '';
  }
  return new Date(at.getTime() - at.getTimezoneOffset() * 60 * 1000).toISOString().slice(0, 16);
}

function input(name, type, value) {
  const id = `cliq-search-${name}`;
  if (type === 'select') {
    const options = CHOICES[name].map(([choice, words]) =>
      element('option', {value: choice, selected: choice === value}, words),
    );
    return element('select', {id, name, className: 'form-control'}, ...options);
  }
  const shown = type === 'datetime-local' && value ? local(value) : value;
  const latest = type === 'datetime-local' ? {max: '9999-12-31T23:59'} : {};
  return element('input', {id, name, type, className: 'form-control', value: shown, autocomplete: 'off', ...latest});
}

export class SearchPage {
  constructor(parent, journal, path) {
    this.path = path;
    this.search = searched();
    const {page, ...query} = this.search;
    parent.append(
      element(
        'header',
        {className: 'cliq-header'},
        element('h1', {}, 'Cliq posts'),
        element(
          'p',
          {},
          'Every post that a process made or wants to make, also of process instances that are over; ',
          'wrong inputs of a task are told by its incident only. ',
          'An asterisk stands for any characters.',
        ),
      ),
      this.form(query),
    );
    this.table = new PostTable(parent, journal, {
      query,
      context: 'journal',
      empty: 'No post matches.',
      page: Number.parseInt(page, 10) || 1,
      onPage: number => this.go({...query, page: String(number)}),
    });
  }

  stop() {
    this.table.stop();
  }

  go(query) {
    window.location.hash = route(this.path, query);
  }

  form(query) {
    const fields = FIELDS.map(([name, label, type]) =>
      element(
        'div',
        {className: 'form-group'},
        element('label', {htmlFor: `cliq-search-${name}`}, label),
        input(name, type, query[name] || ''),
      ),
    );
    const form = element(
      'form',
      {className: 'cliq-search', role: 'search', noValidate: true},
      ...fields,
      element(
        'div',
        {className: 'cliq-search-buttons'},
        element('button', {type: 'submit', className: 'btn btn-primary'}, 'Search'),
        element('button', {type: 'button', className: 'btn btn-default', onclick: event => this.clear(event.target.form)}, 'Clear'),
      ),
    );
    form.addEventListener('submit', event => {
      event.preventDefault();
      this.submit(form);
    });
    return form;
  }

  clear(form) {
    for (const [name] of FIELDS) {
      form.elements[name].value = '';
    }
    this.submit(form);
  }

  submit(form) {
    const unfinished = FIELDS.map(([name]) => form.elements[name]).find(
      field => field.validity.badInput || field.validity.rangeOverflow,
    );
    if (unfinished) {
      unfinished.reportValidity();
      return;
    }
    const query = {};
    for (const [name, , type] of FIELDS) {
      const value = form.elements[name].value.trim();
      query[name] = type === 'datetime-local' && value ? new Date(value).toISOString() : value;
    }
    if (route(this.path, query) === window.location.hash) {
      this.table.load();
    } else {
      this.go(query);
    }
  }
}
