package io.github.camundacliq.connection;

/** A value that must never be printed; only the code that sends it to Zoho calls {@link #value()}. */
public record Secret(String value) {

    @Override
    public String toString() {
        return "******";
    }
}
