package io.github.camundacliq.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The TCP connection of a request, which servlets cannot reach by themselves. */
@FunctionalInterface
interface Connection {

    String ATTRIBUTE = Connection.class.getName();

    /** Closes it without sending anything more. */
    void close();

    /** Empty on a server other than Tomcat. */
    static Optional<Connection> of(HttpServletRequest request) {
        return Optional.ofNullable((Connection) request.getAttribute(ATTRIBUTE));
    }
}
