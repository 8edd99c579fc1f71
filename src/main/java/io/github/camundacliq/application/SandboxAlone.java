package io.github.camundacliq.application;

import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** Who names another profile wants no sandbox, which has no login, and no user whose password everybody knows. */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
class SandboxAlone {

    /** Before anything is built from the properties. */
    @Bean
    static BeanFactoryPostProcessor noOtherProfile(Environment environment) {
        return unused -> {
            List<String> active = List.of(environment.getActiveProfiles());
            if (active.size() > 1) {
                throw new ProductionRefusedException(
                        "The profiles " + String.join(", ", active)
                                + " are active together, and the sandbox has no login.",
                        "Leave the profile sandbox out, or have it alone.");
            }
        };
    }
}
