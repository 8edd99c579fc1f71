package io.github.camundacliq.application;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/**
 * Checks where properties put what is behind a login. A pattern, the root, or a character that needs encoding may mean
 * one thing to what serves below the path, and another to the filter that asks for the login.
 */
final class ServedPaths {

    private static final Pattern PLAIN = Pattern.compile("/?[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*/?");

    /**
     * A property that says where something is.
     *
     * @param also besides a plain path: nothing means Jersey's default, and Spring MVC and the web applications have logins
     *     at the root, too
     */
    private record ServedPath(String property, List<String> also, String example) {}

    private static final List<ServedPath> PATHS = List.of(
            new ServedPath("spring.jersey.application-path", List.of(""), "/engine-rest"),
            new ServedPath("management.endpoints.web.base-path", List.of(), "/actuator"),
            new ServedPath("spring.mvc.servlet.path", List.of("", "/"), "/mvc"),
            new ServedPath("camunda.bpm.webapp.application-path", List.of("", "/"), "/camunda"));

    private ServedPaths() {}

    /** @throws ProductionRefusedException for the first path below which somebody might be asked for no login */
    static void check(Environment environment) {
        PATHS.forEach(path -> found(environment, path.property())
                .filter(found -> !path.also().contains(found))
                .filter(found -> !PLAIN.matcher(found).matches())
                .ifPresent(found -> {
                    throw new ProductionRefusedException(
                            "Property '" + path.property() + "' is '" + found
                                    + "', and a login can only be asked for below a plain path of its own.",
                            "Leave it out, or give a path of letters, digits, '.', '_', '~' and '-', such as "
                                    + path.example() + ".");
                }));
    }

    private static Optional<String> found(Environment environment, String property) {
        try {
            return Optional.ofNullable(environment.getProperty(property));
        } catch (IllegalArgumentException unknownPlaceholder) {
            return Optional.empty();
        }
    }
}
