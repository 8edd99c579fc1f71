package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.servlet.ServletManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.context.ServerPortInfoApplicationContextInitializer;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.client.RestClient;

/** Somebody's application whose Actuator shows every value, to everybody. */
class MaskedSecretsTests {

    private static final String MASK = "\"******\"";

    private final WebApplicationContextRunner application = new WebApplicationContextRunner(
                    AnnotationConfigServletWebServerApplicationContext::new)
            .withUserConfiguration(CliqContext.Starter.class)
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    CliqAutoConfiguration.class,
                    CliqSecretsAutoConfiguration.class,
                    ServletWebServerFactoryAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class,
                    JacksonAutoConfiguration.class,
                    HttpMessageConvertersAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    EndpointAutoConfiguration.class,
                    WebEndpointAutoConfiguration.class,
                    ManagementContextAutoConfiguration.class,
                    ServletManagementContextAutoConfiguration.class,
                    EnvironmentEndpointAutoConfiguration.class,
                    ConfigurationPropertiesReportEndpointAutoConfiguration.class))
            .withInitializer(new ServerPortInfoApplicationContextInitializer())
            .withInitializer(context -> context.getEnvironment()
                    .getPropertySources()
                    .replace(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            new SystemEnvironmentPropertySource(
                                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                    Map.of(
                                            "CLIQ_CONNECTIONS_TEAMA1_CLIENTSECRET", "do-not-show-1",
                                            "CLIQ_CONNECTIONS_TEAM_B_REFRESH_TOKEN", "do-not-show-2",
                                            "SECRET_OF_B", "do-not-show-3",
                                            "SPRING_APPLICATION_JSON", "{\"x\":\"do-not-show-1\"}",
                                            "VISIBLE", "may-be-shown-1"))))
            .withSystemProperties(
                    "cliq.connections.Team_A-1.refreshToken=do-not-show-4",
                    "cliq.http.proxy.password=dns-5",
                    "own.command=java -jar app.jar --cliq.connections.Team_A-1.client-secret=do-not-show-1")
            .withPropertyValues(
                    "server.port=0",
                    "spring.datasource.url=jdbc:h2:mem:${random.uuid}",
                    "management.endpoints.web.exposure.include=env,configprops",
                    "management.endpoint.env.show-values=always",
                    "management.endpoint.configprops.show-values=always",
                    "cliq.connections.Team_A-1.client-id=may-be-shown-2",
                    "cliq.connections.team_b.client-id=may-be-shown-3",
                    "cliq.connections.team_b.client-secret=${SECRET_OF_B}",
                    "cliq.http.proxy.host=may-be-shown-4",
                    "cliq.http.proxy.port=3128",
                    "cliq.http.proxy.username=may-be-shown-5",
                    "own.cliq.connections.client-secret=may-be-shown-6",
                    "own.refresh-token=may-be-shown-7");

    @Test
    void areNotInTheEnvironment() {
        application.run(context -> assertThat(get(context, "/actuator/env"))
                .doesNotContain("do-not-show", "dns-5")
                .contains(
                        "\"CLIQ_CONNECTIONS_TEAMA1_CLIENTSECRET\":{\"value\":" + MASK,
                        "\"CLIQ_CONNECTIONS_TEAM_B_REFRESH_TOKEN\":{\"value\":" + MASK,
                        "\"SECRET_OF_B\":{\"value\":" + MASK,
                        "\"SPRING_APPLICATION_JSON\":{\"value\":" + MASK,
                        "\"cliq.connections.Team_A-1.refreshToken\":{\"value\":" + MASK,
                        "\"cliq.connections.team_b.client-secret\":{\"value\":" + MASK,
                        "\"cliq.http.proxy.password\":{\"value\":" + MASK,
                        "\"own.command\":{\"value\":" + MASK)
                .contains(
                        "may-be-shown-1",
                        "may-be-shown-2",
                        "may-be-shown-3",
                        "may-be-shown-4",
                        "may-be-shown-5",
                        "may-be-shown-6",
                        "may-be-shown-7"));
    }

    @Test
    void areNotInTheProperties() {
        application.run(context -> assertThat(get(context, "/actuator/configprops"))
                .doesNotContain("do-not-show", "dns-5")
                .contains("\"clientSecret\":" + MASK, "\"refreshToken\":" + MASK, "\"password\":" + MASK)
                .contains("may-be-shown-2", "may-be-shown-3", "may-be-shown-4", "may-be-shown-5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CLIQ_CONNECTIONS_TEAMA1_CLIENTSECRET",
                "cliq.connections.team_b.client-secret",
                "cliq.http.proxy.password",
                "SECRET_OF_B"
            })
    void areNotShownOneByOne(String property) {
        application.run(context -> assertThat(get(context, "/actuator/env/" + property))
                .contains(MASK)
                .doesNotContain("do-not-show", "dns-5"));
    }

    @Test
    void areNotShownWhereThePluginIsSwitchedOff() {
        application.withPropertyValues("cliq.enabled=false").run(context -> assertThat(get(context, "/actuator/env"))
                .doesNotContain("do-not-show", "dns-5")
                .contains("may-be-shown-2"));
    }

    private static String get(AssertableWebApplicationContext context, String path) {
        assertThat(context).hasNotFailed();
        String answer = RestClient.create(
                        "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"))
                .get()
                .uri(path)
                .retrieve()
                .body(String.class);
        return String.valueOf(answer);
    }
}
