package io.github.camundacliq.cockpit;

import io.github.camundacliq.delivery.PostSearch;
import io.github.camundacliq.delivery.Stage;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;

/** What a request looks for, and where in the result it wants to begin. */
record SearchParameters(MultivaluedMap<String, String> parameters) {

    static final int MOST_ON_A_PAGE = 100;
    private static final int USUAL_PAGE = 50;

    PostSearch search() {
        return new PostSearch(
                text("processInstance"),
                text("businessKey"),
                text("process"),
                text("tenant"),
                text("chat"),
                text("connection"),
                stages(),
                instant("from"),
                instant("to"),
                Boolean.parseBoolean(text("open")));
    }

    String text(String name) {
        String value = parameters.getFirst(name);
        if (value != null && value.indexOf('\0') >= 0) {
            throw refused(name, new IllegalArgumentException("No text has this character"));
        }
        return value == null ? "" : value.strip();
    }

    Optional<Instant> instant(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty()).map(text -> {
            try {
                return Instant.ofEpochMilli(Instant.parse(text).toEpochMilli());
            } catch (DateTimeParseException | ArithmeticException wrong) {
                throw refused(name, wrong);
            }
        });
    }

    int first() {
        return number("first", 0, Integer.MAX_VALUE);
    }

    int most() {
        return number("most", USUAL_PAGE, MOST_ON_A_PAGE);
    }

    private int number(String name, int otherwise, int limit) {
        try {
            return text(name).isEmpty() ? otherwise : Math.max(0, Math.min(limit, Integer.parseInt(text(name))));
        } catch (NumberFormatException wrong) {
            throw refused(name, wrong);
        }
    }

    private Set<Stage> stages() {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        for (String name : parameters.getOrDefault("state", List.of())) {
            stages.add(Stage.named(name)
                    .orElseThrow(() -> refused("state", new IllegalArgumentException("No such state"))));
        }
        return stages;
    }

    private static InvalidRequestException refused(String name, RuntimeException cause) {
        return new InvalidRequestException(
                Response.Status.BAD_REQUEST, cause, "The parameter " + name + " cannot be understood");
    }
}
