package io.github.camundacliq.sandbox;

import java.io.Serial;

/** Cliq refuses a request; carries the answer. */
final class RefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    RefusedException(Answer answer) {
        super(answer.code(), null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
