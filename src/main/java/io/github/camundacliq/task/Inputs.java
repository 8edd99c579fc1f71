package io.github.camundacliq.task;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Connections;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.FoundValue;
import io.github.camundacliq.message.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.spin.Spin;
import org.jspecify.annotations.Nullable;

/** Turns the values of the task's variables into what they mean, or says what is wrong with them. */
final class Inputs {

    static final String CHAT_ID = "chatId";
    static final String MESSAGE = "message";
    static final String CONNECTION = "connection";
    static final String COMMENTS = "comments";
    static final String RESPONSE_VARIABLE = "responseVariable";
    static final String ON_REJECTED = "onRejected";
    static final String ON_UNCERTAIN = "onUncertain";

    private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(Long.class, Integer.class, Short.class);
    private static final Set<Class<?>> FRACTIONS = Set.of(Double.class, Float.class);

    private static final String COMMENTS_WANTED = "Give a String, or a list of String with one comment for each file.";

    private static final int MOST_NAMES = 10;

    /** As the engine's columns have it. */
    private static final int LONGEST_NAME = 255;

    private Inputs() {}

    static ChatId chatId(@Nullable Object value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new InvalidInputException("Variable 'chatId' is missing: set it to the id of the chat to post to. "
                    + ChatId.WHERE_TO_FIND + ".");
        }
        if (value instanceof String text) {
            return new ChatId(text.strip());
        }
        if (WHOLE_NUMBERS.contains(value.getClass())) {
            return new ChatId(String.valueOf(value));
        }
        if (FRACTIONS.contains(value.getClass())) {
            throw new InvalidInputException("Variable 'chatId' is the floating-point number " + value
                    + ", which has lost digits of the id. Give the id as a String or a Long.");
        }
        throw wrongType(CHAT_ID, value, ". Give the chat's id as a String or a Long.");
    }

    static Connection connection(@Nullable Object value, Connections connections) {
        Optional<String> name = text(value, CONNECTION);
        return name.map(connections::find)
                .orElseGet(connections::defaultConnection)
                .orElseThrow(() -> new InvalidInputException(noSuchConnection(name, connections.names())));
    }

    private static String noSuchConnection(Optional<String> name, Set<String> names) {
        String known = names.isEmpty() ? "none is configured on this node" : "this node has " + some(names);
        return name.map(FoundValue::shown)
                .map(unknown -> "Variable 'connection' is '" + unknown + "', but " + known
                        + ". Correct it, or configure cliq.connections." + unknown + " on every node.")
                .orElseGet(() -> "No variable 'connection', and no default among the connections (" + known
                        + "). Set the variable, or cliq.default-connection.");
    }

    /** Not so many that they leave no room for the remedy. */
    private static String some(Set<String> names) {
        String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? first + " and others" : first;
    }

    static List<String> comments(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof String one) {
            return List.of(one);
        }
        if (value instanceof List<?> many && many.stream().allMatch(each -> each == null || each instanceof String)) {
            return many.stream().map(each -> each == null ? "" : (String) each).toList();
        }
        if (value instanceof List<?> many) {
            throw new InvalidInputException("Variable 'comments' is a list with an element of type "
                    + typeOf(first(many)) + ". " + COMMENTS_WANTED);
        }
        throw wrongType(COMMENTS, value, ". " + COMMENTS_WANTED);
    }

    private static Object first(List<?> many) {
        return many.stream()
                .filter(each -> each != null && !(each instanceof String))
                .findFirst()
                .orElseThrow();
    }

    static <E extends Enum<E>> E choice(@Nullable Object value, String variable, Class<E> type, E absent) {
        return text(value, variable).map(word -> parse(word, variable, type)).orElse(absent);
    }

    private static <E extends Enum<E>> E parse(String word, String variable, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "Variable '" + variable + "' is '" + FoundValue.shown(word) + "'. Give one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Inputs::word)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The text of an optional variable; blank counts as absent, as a template's empty field writes it. */
    static Optional<String> text(@Nullable Object value, String variable) {
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
        }
        throw wrongType(variable, value, ". Give a String.");
    }

    /** The name of a variable to set, which the engine does after the post only. */
    static Optional<String> variableName(@Nullable Object value, String variable) {
        Optional<String> name = text(value, variable);
        name.filter(given -> given.length() > LONGEST_NAME).ifPresent(given -> {
            throw new InvalidInputException("Variable '" + variable + "' is '" + FoundValue.shown(given) + "' with "
                    + given.length() + " characters. Give a name of at most " + LONGEST_NAME + ".");
        });
        return name;
    }

    /**
     * What is wrong with a value of a type that nobody can use.
     *
     * @param rest of the sentence, and the remedy
     */
    static InvalidInputException wrongType(String variable, Object value, String rest) {
        return new InvalidInputException("Variable '" + variable + "' is of type " + typeOf(value) + rest);
    }

    /** As a modeller calls it, who does not know Java's classes of lists and maps, or Spin's of JSON. */
    static String typeOf(Object value) {
        if (value instanceof List) {
            return "list";
        }
        if (value instanceof Map) {
            return "Map";
        }
        return value instanceof Spin<?> spin
                ? spin.getDataFormatName()
                : value.getClass().getSimpleName();
    }
}
