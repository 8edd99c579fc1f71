package io.github.camundacliq.engine;

import java.time.Instant;

/** A captured job that is to wait. */
record PostponedJob(CapturedJob captured, Instant due) {}
