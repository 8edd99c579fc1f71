package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Where secrets may come from, so that they stand in no file under version control. */
class SecretSourcesTests {

    private static final String CLIENT_ID = "cliq.connections.cliq_connection.client-id=1000.CLIENT";

    @Test
    void environmentVariablesComplyWithAConnectionInAFile() {
        withEnvironment(Map.of(
                        "CLIQ_CONNECTIONS_CLIQ_CONNECTION_CLIENT_SECRET", "from-environment",
                        "CLIQ_CONNECTIONS_CLIQ_CONNECTION_REFRESH_TOKEN", "refresh"))
                .withPropertyValues(CLIENT_ID)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    Connections connections = context.getBean(Connections.class);
                    assertThat(connections.names()).containsExactly("cliq_connection");
                    assertThat(secrets(connections.defaultConnection().orElseThrow()))
                            .isEqualTo("from-environment refresh");
                });
    }

    @Test
    void placeholdersTakeAnyEnvironmentVariable() {
        withEnvironment(Map.of("TEAM_A_SECRET", "from-environment"))
                .withPropertyValues(
                        CLIENT_ID,
                        "cliq.connections.cliq_connection.client-secret=${TEAM_A_SECRET}",
                        "cliq.connections.cliq_connection.refresh-token=refresh")
                .run(context -> assertThat(secrets(context.getBean(Connections.class)
                                .defaultConnection()
                                .orElseThrow()))
                        .isEqualTo("from-environment refresh"));
    }

    @Test
    void oneEnvironmentVariableHoldsAWholeConnection() {
        withEnvironment(Map.of())
                .withSystemProperties(
                        "spring.application.json={\"cliq.connections.Team_A-1\":{\"client-id\":\"1000.CLIENT\","
                                + "\"client-secret\":\"from-json\",\"refresh-token\":\"refresh\"}}")
                .withInitializer(
                        context -> new org.springframework.boot.env.SpringApplicationJsonEnvironmentPostProcessor()
                                .postProcessEnvironment(
                                        context.getEnvironment(), new org.springframework.boot.SpringApplication()))
                .run(context -> {
                    assertThat(context.getBean(Connections.class).names()).containsExactly("Team_A-1");
                    assertThat(secrets(context.getBean(Connections.class).all().get(0)))
                            .isEqualTo("from-json refresh");
                });
    }

    @Test
    void mountedFilesHoldAProperty(@TempDir Path mounted) throws IOException {
        Path folder = Files.createDirectories(mounted.resolve("cliq/connections/cliq_connection"));
        Files.writeString(folder.resolve("client-secret"), "from-file\n");
        Files.writeString(folder.resolve("refresh-token"), "refresh\n");
        withEnvironment(Map.of())
                .withSystemProperties("spring.config.import=configtree:" + mounted + "/", "spring.config.name=none")
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues(CLIENT_ID)
                .run(context -> {
                    assertThat(context.getBean(Connections.class).names()).containsExactly("cliq_connection");
                    assertThat(secrets(context.getBean(Connections.class).all().get(0)))
                            .isEqualTo("from-file refresh");
                });
    }

    @Test
    void anotherSourceAddsAConnectionAndLeavesTheOthersAlone(@TempDir Path folder) throws IOException {
        Path more = Files.writeString(folder.resolve("team-b.yml"), """
                cliq.connections:
                  Team-B:
                    client-id: 1000.B
                    client-secret: secret-b
                    refresh-token: refresh-b
                    data-center: eu
                """);
        withEnvironment(Map.of())
                .withSystemProperties("spring.config.import=file:" + more, "spring.config.name=none")
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues(
                        CLIENT_ID,
                        "cliq.connections.cliq_connection.client-secret=secret-a",
                        "cliq.connections.cliq_connection.refresh-token=refresh-a",
                        "cliq.default-connection=cliq_connection")
                .run(context -> {
                    Connections connections = context.getBean(Connections.class);
                    assertThat(connections.names()).containsExactlyInAnyOrder("cliq_connection", "Team-B");
                    assertThat(secrets(connections.find("Team-B").orElseThrow()))
                            .isEqualTo("secret-b refresh-b");
                    assertThat(secrets(connections.defaultConnection().orElseThrow()))
                            .isEqualTo("secret-a refresh-a");
                });
    }

    @Test
    void environmentVariablesMayRunALinkNameTogether() {
        withEnvironment(Map.of("CLIQ_CONNECTIONS_CLIQCONNECTION_CLIENTSECRET", "from-environment"))
                .withPropertyValues(CLIENT_ID, "cliq.connections.cliq_connection.refresh-token=refresh")
                .run(context -> {
                    assertThat(context.getBean(Connections.class).names()).containsExactly("cliq_connection");
                    assertThat(secrets(context.getBean(Connections.class).all().get(0)))
                            .isEqualTo("from-environment refresh");
                });
    }

    private static ApplicationContextRunner withEnvironment(Map<String, Object> variables) {
        return Starts.bare().withInitializer(context -> context.getEnvironment()
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables)));
    }

    private static String secrets(Connection connection) {
        Map<String, String> parameters = connection.grant().parameters();
        return parameters.get("client_secret") + " " + parameters.get("refresh_token");
    }
}
