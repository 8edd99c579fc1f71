package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.sandbox.SandboxSettings;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds misspelt properties, which would silently change nothing. Boot's own check would print their values, and does not
 * know that the sandbox has a class of its own, which is bound only where the sandbox is on.
 */
final class UnknownProperties {

    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("cliq");
    private static final ConfigurationPropertyName SANDBOX = ConfigurationPropertyName.of("cliq.sandbox");

    private UnknownProperties() {}

    /** @throws InvalidCliqPropertyException for the first one; environment variables are not judged, they may be others' */
    static void check(Environment environment) {
        ConfigurationPropertySources.get(environment).forEach(source -> {
            if (source instanceof IterableConfigurationPropertySource properties
                    && !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
                properties.stream().filter(OURS::isAncestorOf).forEach(UnknownProperties::check);
            }
        });
    }

    private static void check(ConfigurationPropertyName name) {
        if (SANDBOX.equals(name) || SANDBOX.isAncestorOf(name)) {
            check(name, 2, SandboxSettings.class);
        } else {
            check(name, 1, CliqProperties.class);
        }
    }

    private static void check(ConfigurationPropertyName name, int element, Class<?> properties) {
        if (element >= name.getNumberOfElements()) {
            return;
        }
        String uniform = name.getElement(element, ConfigurationPropertyName.Form.UNIFORM);
        Optional<RecordComponent> known = Arrays.stream(properties.getRecordComponents())
                .filter(component ->
                        component.getName().toLowerCase(Locale.ROOT).equals(uniform))
                .findFirst();
        if (known.isEmpty()) {
            throw new InvalidCliqPropertyException(
                    written(name, name.getNumberOfElements()),
                    "is unknown",
                    "Those of '" + written(name, element) + "' are " + String.join(", ", names(properties)) + ".");
        }
        Class<?> type = known.get().getType();
        if (type == Map.class) {
            check(name, element + 2, CliqProperties.Connection.class);
        } else if (type.getDeclaringClass() == CliqProperties.class && type.isRecord()) {
            check(name, element + 1, type);
        }
    }

    private static String written(ConfigurationPropertyName name, int elements) {
        return IntStream.range(0, elements)
                .mapToObj(element -> name.getElement(element, ConfigurationPropertyName.Form.ORIGINAL))
                .collect(Collectors.joining("."));
    }

    private static List<String> names(Class<?> properties) {
        Stream<String> components = Arrays.stream(properties.getRecordComponents())
                .map(component ->
                        component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
        return properties == CliqProperties.class
                ? Stream.concat(components, Stream.of("sandbox")).toList()
                : components.toList();
    }
}
