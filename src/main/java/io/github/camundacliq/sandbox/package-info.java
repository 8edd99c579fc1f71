/** A Zoho Cliq to try things on: its accounts server, its chats and its limits, over HTTP, with faults on demand. */
@NullMarked
package io.github.camundacliq.sandbox;

import org.jspecify.annotations.NullMarked;
