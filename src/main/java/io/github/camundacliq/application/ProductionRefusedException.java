package io.github.camundacliq.application;

import io.github.camundacliq.autoconfigure.StartRefusedException;

/** The application is not fit for production as it is configured. */
final class ProductionRefusedException extends StartRefusedException {

    private static final long serialVersionUID = 1L;

    ProductionRefusedException(String fact, String remedy) {
        super(fact, remedy);
    }
}
