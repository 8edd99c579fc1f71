/** Decides whether, when and how often a post goes to Cliq. */
@NullMarked
package io.github.camundacliq.delivery;

import org.jspecify.annotations.NullMarked;
