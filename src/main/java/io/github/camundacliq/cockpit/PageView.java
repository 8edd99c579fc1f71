package io.github.camundacliq.cockpit;

import java.util.List;

/** One page of posts, and how many there are on all pages. */
record PageView(long total, List<PostView> posts) {}
