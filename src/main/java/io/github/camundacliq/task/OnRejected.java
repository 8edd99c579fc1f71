package io.github.camundacliq.task;

/** What the variable {@code onRejected} can say about a refusal that no error boundary event catches. */
enum OnRejected {
    /** Stop with an incident. */
    INCIDENT,
    /** Go on with the failure as the response. */
    CONTINUE
}
