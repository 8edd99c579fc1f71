/** An H2 in a file as a database for production: every commit is durable, many are written together, and the file stays small. */
@NullMarked
package io.github.camundacliq.h2;

import org.jspecify.annotations.NullMarked;
