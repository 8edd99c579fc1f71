/** The plugin for Camunda's Cockpit: what became of each post, and what an operator decides about it. */
@NullMarked
package io.github.camundacliq.cockpit;

import org.jspecify.annotations.NullMarked;
