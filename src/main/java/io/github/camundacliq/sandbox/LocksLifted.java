package io.github.camundacliq.sandbox;

/** Published when the sandbox takes requests again of users whom it had locked out, earlier than it told them. */
public record LocksLifted() {}
