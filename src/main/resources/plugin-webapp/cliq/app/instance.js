// Where links from outside lead. The community Cockpit has no view of an instance that is over, the journal has its posts.
import {alert, route} from './dom.js';

export class InstanceLink {
  constructor(parent, journal, path) {
    this.parent = parent;
    this.journal = journal;
    this.path = path;
    this.follow(new URLSearchParams(window.location.hash.split('?')[1]).get('id') || '');
  }

  stop() {
    this.stopped = true;
  }

  async follow(id) {
    try {
      const {posts} = await this.journal.posts({processInstance: id, most: 1});
      if (!this.stopped) {
        window.location.replace(
          posts.some(post => post.running && post.processInstance === id)
            ? route(`/process-instance/${encodeURIComponent(id)}/runtime`, {tab: 'cliq-posts'})
            : route(this.path, {processInstance: id}),
        );
      }
    } catch (failure) {
      this.parent.replaceChildren(alert('danger', failure.message));
    }
  }
}
