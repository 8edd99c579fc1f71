/** Keeps Zoho's limits of a user, and the external calls of a plan, over all nodes: says when a request may leave. */
@NullMarked
package io.github.camundacliq.pacing;

import org.jspecify.annotations.NullMarked;
