// The plugin points of Camunda 7.24's Cockpit, and what is shown at each of them.
import {Journal} from './api.js';
import {element} from './dom.js';
import {InstanceLink} from './instance.js';
import {SearchPage} from './page.js';
import {PostTable} from './posts.js';
import {Sums} from './sums.js';

const ROUTE = '/cliq-posts';
const HOUR = 60 * 60 * 1000;

/** It scrolls by itself, with the keyboard too; what is not in the document yet cannot have the focus. */
function asPage(node) {
  node.classList.add('cliq-page');
  document.title = 'Camunda Cockpit | Cliq posts';
  node.tabIndex = -1;
  requestAnimationFrame(() => node.focus({preventScroll: true}));
}

/** A plugin whose views end when Cockpit takes them away. */
function plugin(pluginPoint, settings, show) {
  let views = [];
  return {
    id: 'cliq-posts',
    pluginPoint,
    ...settings,
    render(node, data) {
      node.className = 'cliq-plugin';
      if (pluginPoint === 'cockpit.route') {
        asPage(node);
      }
      views = show(node, data, new Journal(data.api));
    },
    unmount() {
      views.forEach(view => view.stop());
      views = [];
    },
  };
}

const navigation = {
  id: 'cliq-posts',
  pluginPoint: 'cockpit.navigation',
  priority: 5,
  checkActive: address => address.includes(`#${ROUTE}`),
  render(node) {
    node.append(element('a', {href: `#${ROUTE}`}, 'Cliq posts'));
  },
};

const page = plugin('cockpit.route', {properties: {path: ROUTE}}, (node, data, journal) => [
  new SearchPage(node, journal, ROUTE),
]);

const instance = plugin(
  'cockpit.route',
  {id: 'cliq-instance', properties: {path: `${ROUTE}/instance`}},
  (node, data, journal) => [new InstanceLink(node, journal, ROUTE)],
);

const instanceTab = plugin(
  'cockpit.processInstance.runtime.tab',
  {properties: {label: 'Cliq posts'}, priority: 3},
  (node, {processInstanceId}, journal) => [
    new PostTable(node, journal, {
      query: {processInstance: processInstanceId},
      context: 'instance',
      empty: 'This process instance has posted nothing to Cliq. Wrong inputs of a task are told by its incident only.',
    }),
  ],
);

const definitionTab = plugin(
  'cockpit.processDefinition.runtime.tab',
  {properties: {label: 'Cliq posts'}, priority: 3},
  (node, {processDefinitionId}, journal) => {
    const sums = new Sums(node, journal, {
      query: {processDefinition: processDefinitionId},
      since: {period: 7 * 24 * HOUR, words: 'In the last 7 days'},
      link: ROUTE,
    });
    node.append(element('div', {className: 'cliq-title'}, 'Not over yet'));
    const open = new PostTable(node, journal, {
      query: {processDefinition: processDefinitionId, open: true},
      context: 'definition',
      empty: 'No post of this process waits for anything.',
      onDecided: () => sums.load(),
    });
    return [sums, open];
  },
);

const dashboard = plugin('cockpit.dashboard', {priority: 0}, (node, data, journal) => [
  new Sums(node, journal, {
    title: 'Cliq posts',
    query: {},
    since: {period: 24 * HOUR, words: 'In the last 24 hours'},
    link: ROUTE,
  }),
]);

export default [navigation, page, instance, instanceTab, definitionTab, dashboard];
