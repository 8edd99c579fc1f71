package io.github.camundacliq.autoconfigure;

/** Something that has to be put right before a start makes sense; shown as a fact and a remedy, without a stack trace. */
public class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * A refused start.
     *
     * @param fact never a secret
     */
    public StartRefusedException(String fact, String remedy) {
        super(fact);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
