/** What a process touches: the delegate, the Deluge expression, reading inputs, writing the response. */
@NullMarked
package io.github.camundacliq.task;

import org.jspecify.annotations.NullMarked;
