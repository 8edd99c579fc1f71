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
            for (String linkName : List.of("cliq_connection", "Team_A-1", "revoked")) {
                properties.add("cliq.connections." + linkName + ".api-base-url", cliq::url);
                properties.add("cliq.connections." + linkName + ".accounts-base-url", cliq::url);
            }
        };
    }
}
