package io.github.camundacliq.message;

/** An input that can never be posted as it is; the message names the variable, what was found and what to do. */
public final class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String explanation;

    public InvalidInputException(String explanation) {
        super(explanation);
        this.explanation = explanation;
    }

    public String explanation() {
        return explanation;
    }
}
