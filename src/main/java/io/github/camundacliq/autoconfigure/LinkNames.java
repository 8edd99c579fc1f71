package io.github.camundacliq.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The link names as they are written in the configuration.
 *
 * <p>Spring Boot keeps their spelling, but gives two that differ in case, {@code _} and {@code -} only the values of one
 * of them; and a variable of the environment, which can have neither, makes a second connection of the one it is meant
 * for.
 */
final class LinkNames {

    private static final Pattern PROPERTY = Pattern.compile("cliq\\.connections\\.\\[?([^.\\[\\]]+)]?\\..+");

    private final Set<String> written;

    /** @throws InvalidCliqPropertyException if Spring Boot would take two of the names for one */
    LinkNames(ConfigurableEnvironment environment) {
        written = environment.getPropertySources().stream()
                .flatMap(LinkNames::properties)
                .map(PROPERTY::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toUnmodifiableSet());
        written.stream()
                .collect(Collectors.groupingBy(LinkNames::asSpringSeesIt, Collectors.toCollection(TreeSet::new)))
                .values()
                .stream()
                .filter(names -> names.size() > 1)
                .findFirst()
                .ifPresent(names -> {
                    throw new InvalidCliqPropertyException(
                            "cliq.connections",
                            "has the link names '" + String.join("' and '", names)
                                    + "', which differ only in case, '_' and '-'; Spring Boot cannot tell them apart",
                            "Write the name in the same way everywhere, or give one of them another name.");
                });
    }

    /** The connections without those that stand for one that is written in another way. */
    <V> Map<String, V> of(Map<String, V> connections) {
        Set<String> known = written.stream().map(LinkNames::asSpringSeesIt).collect(Collectors.toSet());
        return connections.entrySet().stream()
                .filter(entry -> written.contains(entry.getKey()) || !known.contains(asSpringSeesIt(entry.getKey())))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, LinkedHashMap::new));
    }

    private static Stream<String> properties(PropertySource<?> source) {
        return source instanceof EnumerablePropertySource<?> enumerable
                        && !(source instanceof SystemEnvironmentPropertySource)
                ? Stream.of(enumerable.getPropertyNames())
                : Stream.empty();
    }

    private static String asSpringSeesIt(String name) {
        return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    }
}
