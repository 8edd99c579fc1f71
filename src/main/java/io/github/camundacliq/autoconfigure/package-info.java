/** Turns cliq.* properties into beans. */
@NullMarked
package io.github.camundacliq.autoconfigure;

import org.jspecify.annotations.NullMarked;
