package io.github.camundacliq.autoconfigure;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/** Keeps secrets out of Actuator's endpoints, also where the plugin is switched off: they are configured there still. */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class CliqSecretsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "cliqMaskedSecrets")
    SanitizingFunction cliqMaskedSecrets(ConfigurableEnvironment environment) {
        return new MaskedSecrets(environment);
    }
}
