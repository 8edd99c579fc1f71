package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Connections;
import io.github.camundacliq.connection.Grant;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Processes name a connection as Zoho does, so a link name must stay as it was written, wherever that was. */
class LinkNameTests {

    private static final List<String> NAMES = List.of("cliq_connection", "Team_A-1", "plain", "UPPER", "a1_", "2nd");

    private final Map<String, String> written = new LinkedHashMap<>();

    @Test
    void staysAsItIsWrittenInYaml() {
        StringBuilder yaml = new StringBuilder("cliq:\n  connections:\n");
        NAMES.forEach(name -> yaml.append("    ")
                .append(name)
                .append(":\n      client-id: id-of-")
                .append(name)
                .append("\n      client-secret: s3cret\n      refreshToken: t0ken\n"));
        assertNames(connections(yaml(yaml.toString())));
    }

    @Test
    void staysAsItIsWrittenInBracketsInYaml() {
        assertThat(connections(yaml("""
                                cliq:
                                  connections:
                                    "[cliq_connection]":
                                      client-id: id
                                      client-secret: s3cret
                                      refresh-token: t0ken
                                """)).names()).containsExactly("cliq_connection");
    }

    @Test
    void staysAsItIsWrittenInAPropertiesFile() throws IOException {
        StringBuilder text = new StringBuilder();
        NAMES.forEach(name -> lines(name)
                .forEach((key, value) ->
                        text.append(key).append('=').append(value).append('\n')));
        Properties properties = new Properties();
        properties.load(new StringReader(text.toString()));
        assertNames(connections(new PropertiesPropertySource("file", properties)));
    }

    @Test
    void staysAsItIsWrittenOnTheCommandLine() {
        String[] arguments = NAMES.stream()
                .flatMap(name -> lines(name).entrySet().stream())
                .map(line -> "--" + line.getKey() + "=" + line.getValue())
                .toArray(String[]::new);
        assertNames(connections(new SimpleCommandLinePropertySource(arguments)));
    }

    @Test
    void maySpreadOverSources() {
        Connections connections = connections(
                new SimpleCommandLinePropertySource("--cliq.connections.Team_A-1.client-secret=from-the-command-line"),
                yaml("""
                        cliq:
                          connections:
                            Team_A-1:
                              client-id: id
                              client-secret: from-yaml
                              refresh-token: t0ken
                        """));
        assertThat(connections.names()).containsExactly("Team_A-1");
        assertThat(secret(connections, "Team_A-1")).isEqualTo("from-the-command-line");
    }

    @Test
    void hasItsSecretsFromTheEnvironmentWithoutASecondConnection() {
        written.put("cliq.connections.Team_A-1.client-id", "id");
        written.put("cliq.connections.Team_A-1.refresh-token", "t0ken");
        Connections connections = connections(
                environment(Map.of("CLIQ_CONNECTIONS_TEAMA1_CLIENTSECRET", "from-the-environment")),
                new MapPropertySource("file", Map.copyOf(written)));
        assertThat(connections.names()).containsExactly("Team_A-1");
        assertThat(secret(connections, "Team_A-1")).isEqualTo("from-the-environment");
        assertThat(connections.defaultConnection()).isPresent();
    }

    @Test
    void mayBeDefinedInTheEnvironmentAlone() {
        Connections connections = connections(environment(Map.of(
                "CLIQ_CONNECTIONS_MAIN_CLIENTID", "id",
                "CLIQ_CONNECTIONS_MAIN_CLIENTSECRET", "s3cret",
                "CLIQ_CONNECTIONS_MAIN_REFRESHTOKEN", "t0ken")));
        assertThat(connections.names()).containsExactly("main");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cliqconnection", "cliq-connection", "Cliq_Connection", "CLIQCONNECTION"})
    void thatDiffersFromAnotherInCaseAndSignsOnlyIsRefused(String other) {
        written.putAll(lines("cliq_connection"));
        written.putAll(lines(other));
        runner(new MapPropertySource("file", Map.copyOf(written))).run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOfSatisfying(InvalidCliqPropertyException.class, refusal -> {
                    assertThat(refusal.getMessage())
                            .contains("cliq.connections", "'cliq_connection'", "'" + other + "'");
                    assertThat(refusal.remedy()).contains("one of them another name");
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[my.team]", "[a b]", "[größe]", "[../x]"})
    void thatZohoCannotHaveIsRefused(String name) {
        written.putAll(lines(name));
        runner(new MapPropertySource("file", Map.copyOf(written))).run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(InvalidCliqPropertyException.class)
                .hasMessageContaining(name.substring(1, name.length() - 1)));
    }

    @Test
    void keepsEachConnectionsOwnValues() {
        NAMES.forEach(name -> written.putAll(lines(name)));
        Connections connections = connections(new MapPropertySource("file", Map.copyOf(written)));
        assertThatExceptionOfType(java.util.NoSuchElementException.class)
                .isThrownBy(() -> connections.find("team_a-1").orElseThrow());
    }

    private static void assertNames(Connections connections) {
        assertThat(connections.names()).containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(NAMES).allSatisfy(name -> assertThat(grant(connections, name).clientId())
                .isEqualTo("id-of-" + name));
    }

    private static Grant.RefreshToken grant(Connections connections, String name) {
        return (Grant.RefreshToken)
                connections.find(name).map(Connection::grant).orElseThrow();
    }

    private static String secret(Connections connections, String name) {
        return grant(connections, name).clientSecret().value();
    }

    private static Map<String, String> lines(String name) {
        String prefix = "cliq.connections." + name + ".";
        return Map.of(
                prefix + "client-id",
                "id-of-" + name,
                prefix + "client-secret",
                "s3cret",
                prefix + "refresh-token",
                "t0ken");
    }

    private static Connections connections(PropertySource<?>... sources) {
        Connections[] found = new Connections[1];
        runner(sources).run(context -> found[0] = context.getBean(Connections.class));
        return found[0];
    }

    private static ApplicationContextRunner runner(PropertySource<?>... sources) {
        return CliqContext.runner().withInitializer(context -> Stream.of(sources)
                .forEach(source -> context.getEnvironment().getPropertySources().addLast(source)));
    }

    private static PropertySource<?> environment(Map<String, Object> variables) {
        return new SystemEnvironmentPropertySource("test-systemEnvironment", variables);
    }

    private static PropertySource<?> yaml(String text) {
        try {
            return new YamlPropertySourceLoader()
                    .load("application.yml", new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)))
                    .get(0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
