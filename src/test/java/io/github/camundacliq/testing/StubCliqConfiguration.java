package io.github.camundacliq.testing;

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
            properties.add("cliq.connections.cliq_connection.api-base-url", cliq::url);
            properties.add("cliq.connections.cliq_connection.accounts-base-url", cliq::url);
        };
    }
}
