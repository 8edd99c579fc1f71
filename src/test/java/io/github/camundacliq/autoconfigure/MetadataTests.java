package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an IDE offers and explains when somebody types {@code cliq.}. */
class MetadataTests {

    private final JsonNode metadata = read();

    @Test
    void everyPropertyHasItsDefault() {
        Map<String, String> defaults = new HashMap<>();
        metadata.path("properties")
                .forEach(property -> defaults.put(
                        property.path("name").asText(),
                        property.path("defaultValue").asText()));
        assertThat(defaults)
                .containsAllEntriesOf(Map.ofEntries(
                        Map.entry("cliq.enabled", "true"),
                        Map.entry("cliq.default-connection", ""),
                        Map.entry("cliq.connections", ""),
                        Map.entry("cliq.http.connect-timeout", "5s"),
                        Map.entry("cliq.http.read-timeout", "20s"),
                        Map.entry("cliq.http.total-timeout", "30s"),
                        Map.entry("cliq.http.proxy.host", ""),
                        Map.entry("cliq.http.proxy.port", ""),
                        Map.entry("cliq.http.proxy.username", ""),
                        Map.entry("cliq.http.proxy.password", ""),
                        Map.entry("cliq.http.proxy.non-proxy-hosts", ""),
                        Map.entry("cliq.max-concurrent-posts", "64"),
                        Map.entry("cliq.max-text-length", "5000"),
                        Map.entry("cliq.retry-cycle", "PT10S,PT1M,PT5M,PT15M,PT1H"),
                        Map.entry("cliq.verify-after", "20s"),
                        Map.entry("cliq.files.part-name", "files"),
                        Map.entry("cliq.journal.initialize-schema", "embedded"),
                        Map.entry("cliq.journal.keep", "30d"),
                        Map.entry("cliq.sandbox.enabled", "false")));
    }

    @Test
    void everyPropertyIsExplained() {
        assertThat(metadata.path("properties")).isNotEmpty().allSatisfy(property -> assertThat(
                        property.path("description").asText())
                .endsWith("."));
    }

    @Test
    void connectionHasThePropertiesOfTheContract() {
        assertThat(names(CliqProperties.Connection.class))
                .containsExactlyInAnyOrder(
                        "dataCenter",
                        "grant",
                        "clientId",
                        "clientSecret",
                        "refreshToken",
                        "scope",
                        "soid",
                        "apiBaseUrl",
                        "accountsBaseUrl",
                        "user",
                        "limits",
                        "externalCalls");
        assertThat(names(CliqProperties.Limits.class)).containsExactlyInAnyOrder("messages", "files", "lock");
        assertThat(names(CliqProperties.ExternalCalls.class)).containsExactlyInAnyOrder("limit", "period");
    }

    @Test
    void linkNameIsHinted() {
        assertThat(metadata.path("hints").findValuesAsText("name"))
                .contains("cliq.connections.keys", "cliq.journal.initialize-schema", "cliq.retry-cycle");
    }

    private static List<String> names(Class<?> properties) {
        return Arrays.stream(properties.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static JsonNode read() {
        try (InputStream file =
                CliqProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return JsonMapper.builder().build().readTree(file);
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }
}
