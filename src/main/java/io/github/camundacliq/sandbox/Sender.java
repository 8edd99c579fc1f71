package io.github.camundacliq.sandbox;

import org.jspecify.annotations.Nullable;

/** Who posts: the user of the token and, if the client tells, the process instance it posts for. */
record Sender(String user, @Nullable String processInstance) {}
