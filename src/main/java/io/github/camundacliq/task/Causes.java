package io.github.camundacliq.task;

import java.util.stream.Stream;

/** A failure and its causes, from the outermost on. */
public final class Causes {

    /** More than there ever are; but a failure may also be among its own causes. */
    private static final int MOST = 100;

    private Causes() {}

    public static Stream<Throwable> of(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MOST);
    }
}
