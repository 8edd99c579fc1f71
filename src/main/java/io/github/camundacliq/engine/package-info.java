/** The process engine plugin: save points, retry cycles and what follows a failed job. */
@NullMarked
package io.github.camundacliq.engine;

import org.jspecify.annotations.NullMarked;
