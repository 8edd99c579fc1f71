package io.github.camundacliq.testing;

import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

@TestConfiguration(proxyBeanMethods = false)
class StubCliqConfiguration {

    @Bean
    StubCliq stubCliq() {
        return new StubCliq();
    }

    @Bean
    DynamicPropertyRegistrar connectionToStub(StubCliq cliq) {
        return properties -> {
            for (String linkName : List.of("cliq_connection", "Team_A-1", "revoked", "cold", "throttled")) {
                String connection = "cliq.connections." + linkName;
                properties.add(connection + ".client-id", () -> linkName + "-client");
                properties.add(connection + ".client-secret", () -> linkName + "-client-secret");
                properties.add(connection + ".refresh-token", () -> linkName + "-refresh-token");
                properties.add(connection + ".api-base-url", cliq::url);
                properties.add(connection + ".accounts-base-url", cliq::url);
                // Far above what all tests together post in a minute; limits have tests of their own.
                properties.add(connection + ".limits.messages", () -> "100000/1m");
                properties.add(connection + ".limits.files", () -> "100000/1m");
            }
        };
    }
}
