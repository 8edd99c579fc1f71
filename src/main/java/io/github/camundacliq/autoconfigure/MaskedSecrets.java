package io.github.camundacliq.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Masks the secrets under {@code cliq} in {@code /actuator/env} and {@code /actuator/configprops}, whatever else an
 * application lets these show: the properties themselves, however they are written, and what holds the same value, such as
 * the environment variable that a placeholder names, or the command line.
 */
final class MaskedSecrets implements SanitizingFunction {

    private static final Pattern KEY =
            Pattern.compile("cliqconnections.*(clientsecret|refreshtoken)|cliqhttpproxypassword");

    /** What is shorter may stand in a value by chance. */
    private static final int SHORTEST = 8;

    private final List<String> secrets;

    MaskedSecrets(ConfigurableEnvironment environment) {
        secrets = environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .map(EnumerablePropertySource.class::cast)
                .map(MaskedSecrets::values)
                .flatMap(Collection::stream)
                .map(environment::resolvePlaceholders)
                .filter(secret -> secret.length() >= SHORTEST && !secret.contains("${"))
                .distinct()
                .toList();
    }

    @Override
    public SanitizableData apply(SanitizableData data) {
        String value = String.valueOf(data.getValue());
        return isSecret(data.getKey()) || secrets.stream().anyMatch(value::contains) ? data.withSanitizedValue() : data;
    }

    private static List<String> values(EnumerablePropertySource<?> source) {
        return Stream.of(source.getPropertyNames())
                .filter(MaskedSecrets::isSecret)
                .map(source::getProperty)
                .map(String::valueOf)
                .toList();
    }

    /** Spring takes a property for the same with other signs and capitals, and Actuator shows it as it is written. */
    private static boolean isSecret(String key) {
        return KEY.matcher(key.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT))
                .matches();
    }
}
