/** Turns cliq.* properties into beans, refuses wrong ones, and shows the connections to operators: endpoint, health and meters. */
@NullMarked
package io.github.camundacliq.autoconfigure;

import org.jspecify.annotations.NullMarked;
