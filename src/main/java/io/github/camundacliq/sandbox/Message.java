package io.github.camundacliq.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * A message in a chat.
 *
 * @param sequence counts all messages of the sandbox, in the order in which they were accepted
 * @param time in milliseconds since 1970
 */
record Message(
        long sequence,
        String id,
        long time,
        String chat,
        String user,
        @Nullable String processInstance,
        Content content) {}
