package io.github.camundacliq.cockpit;

import java.util.List;

/**
 * One page of posts.
 *
 * @param journal whether this engine keeps a journal at all: the plugin may be switched off
 * @param total how many posts there are on all pages
 */
record PageView(boolean journal, long total, List<PostView> posts) {

    static final PageView NO_JOURNAL = new PageView(false, 0, List.of());
}
