/** Fixtures: the other side of the wire, and an engine to post from. */
package io.github.camundacliq.testing;
