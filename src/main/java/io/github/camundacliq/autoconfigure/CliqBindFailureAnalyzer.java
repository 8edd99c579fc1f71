package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.connection.Rate;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.util.unit.DataSize;

/**
 * Says of a value under {@code cliq} that has the wrong form what the right one is. Boot's own analysis comes later: it
 * shows the value whatever it is, which may be a secret in the wrong place.
 */
@Order(0)
final class CliqBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("cliq");

    private static final String RATE = "Write a number and a period, such as 50/1m.";

    private static final Map<Class<?>, String> FORMS = Map.of(
            Rate.class, RATE,
            io.github.camundacliq.sandbox.Rate.class, RATE,
            Duration.class, "Write a number and a unit (ms, s, m, h, d), such as 20s, or ISO 8601, such as PT20S.",
            DataSize.class, "Write a number and a unit (KB, MB, GB), such as 1GB.",
            URI.class, "Give a whole address such as https://cliq.zoho.eu.",
            int.class, "Give a whole number.",
            Integer.class, "Give a whole number.",
            boolean.class, "Give true or false.");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        if (!OURS.isAncestorOf(cause.getName())) {
            return null;
        }
        String said =
                String.valueOf(NestedExceptionUtils.getMostSpecificCause(cause).getMessage());
        if (said.startsWith("cliq.sandbox.")) {
            return new FailureAnalysis(said, "Correct it, or leave it out.", cause);
        }
        Optional<ConfigurationProperty> property = Optional.ofNullable(cause.getProperty());
        Class<?> wanted = cause.getTarget().getType().resolve(Object.class);
        String value = property.map(ConfigurationProperty::getValue)
                .map(String::valueOf)
                .orElse("");
        boolean showable = wanted.isEnum() || FORMS.containsKey(wanted);
        String fact = "Property '" + cause.getName() + "' "
                + (showable ? "is '" + ShownAddress.of(value) + "'" : "has a value of the wrong kind")
                + property.map(ConfigurationProperty::getOrigin)
                        .map(origin -> " (" + origin + ")")
                        .orElse("")
                + ".";
        String remedy = value.contains("${")
                ? "Define what the placeholder names, or set the value."
                : wanted.isEnum()
                        ? oneOf(wanted)
                        : FORMS.getOrDefault(wanted, "Set the properties below it, each by itself.");
        return new FailureAnalysis(fact, remedy, cause);
    }

    private static String oneOf(Class<?> wanted) {
        return Arrays.stream(wanted.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "Give one of ", "."));
    }
}
