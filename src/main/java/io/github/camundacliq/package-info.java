/** The runnable application and nothing else: the task itself lives in the rooms below. */
@NullMarked
package io.github.camundacliq;

import org.jspecify.annotations.NullMarked;
