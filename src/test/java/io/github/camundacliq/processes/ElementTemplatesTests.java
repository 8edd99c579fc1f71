package io.github.camundacliq.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The element templates against the schema that Camunda Modeler checks them with. */
final class ElementTemplatesTests {

    static final Path TEMPLATES = Path.of("processes/.camunda/element-templates");

    /** From the npm package {@code @camunda/element-templates-json-schema} 0.22.1, licence beside it. */
    private static final JsonNode SCHEMA = read(Path.of("src/test/resources/element-templates/schema.json"));

    private final Schema schema =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(SCHEMA);

    static Stream<Path> templates() throws IOException {
        return ExampleModelsTests.filesIn(TEMPLATES, ".json");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void isValid(Path template) {
        assertThat(this.schema.validate(read(template))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void opensInOlderModelersBecauseItNamesNoSchemaVersion(Path template) {
        assertThat(read(template).path("$schema").asText())
                .isEqualTo("https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void offersAValueForEveryFieldThatMustNotBeEmpty(Path template) {
        assertThat(read(template).path("properties"))
                .filteredOn(property -> property.at("/constraints/notEmpty").asBoolean())
                .isNotEmpty()
                .allSatisfy(
                        property -> assertThat(property.path("value").asText()).isNotBlank());
    }

    @Test
    void theSchemaRefusesWhatTheModelerWouldRefuse() throws IOException {
        JsonNode wrong = new ObjectMapper().readTree("""
                        {"name": "Wrong", "id": "wrong", "appliesTo": ["bpmn:Task"], "properties": [
                          {"type": "Boolean", "binding": {"type": "camunda:inputParameter", "name": "chatId"}}]}
                        """);

        assertThat(this.schema.validate(wrong)).isNotEmpty();
    }

    static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
