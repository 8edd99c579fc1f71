/** Cliq over HTTP: one request in, one sealed outcome out. */
@NullMarked
package io.github.camundacliq.client;

import org.jspecify.annotations.NullMarked;
