/** An H2 as a database for production: commits are durable and written together, its file stays small, and reads take the right index. */
@NullMarked
package io.github.camundacliq.h2;

import org.jspecify.annotations.NullMarked;
