/** The process engine plugin and its job executor: posts on threads of their own, what follows them, and nodes that died. */
@NullMarked
package io.github.camundacliq.engine;

import org.jspecify.annotations.NullMarked;
