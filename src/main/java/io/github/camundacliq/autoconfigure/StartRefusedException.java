package io.github.camundacliq.autoconfigure;

/** Something that has to be put right before a start makes sense; shown as a fact and a remedy, without a stack trace. */
public abstract class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * A refused start.
     *
     * @param fact never a secret
     */
    protected StartRefusedException(String fact, String remedy) {
        super(fact);
        this.remedy = remedy;
    }

    /** What the person who starts it can do. */
    public String remedy() {
        return remedy;
    }
}
