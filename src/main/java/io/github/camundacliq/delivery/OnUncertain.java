package io.github.camundacliq.delivery;

/** What the variable {@code onUncertain} can say about an unknown outcome. */
public enum OnUncertain {
    /** Post again by the retry cycle; the chat may then show the message twice. */
    RETRY,
    /** Let an operator decide. */
    INCIDENT,
    /** Read the chat back first, and let an operator decide where that does not tell. */
    VERIFY
}
