package io.github.camundacliq.application;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** What has to be right before the application serves real people, which it does with every profile but the sandbox. */
@Configuration(proxyBeanMethods = false)
@Profile("!sandbox")
class Production {

    private static final String ADMIN = "camunda.bpm.admin-user.";
    private static final String SANDBOX_LOGIN = "demo";

    /** Before anything is built from the properties. */
    @Bean
    static BeanFactoryPostProcessor productionRules(Environment environment) {
        return unused -> check(environment);
    }

    /** A database that the sandbox used before has its user still. */
    @Bean
    InitializingBean noDemoUser(IdentityService identities, ProcessEngineConfigurationImpl engine) {
        return () -> {
            if (identities.createUserQuery().userId(SANDBOX_LOGIN).singleResult() instanceof UserEntity user
                    && isPassword(SANDBOX_LOGIN, user, engine.getPasswordManager())) {
                throw new ProductionRefusedException(
                        "The database has the sandbox's user demo with the password demo.",
                        "Set spring.datasource.url to another database, or delete the user or change the password"
                                + " with the profile sandbox first.");
            }
        };
    }

    /** To log in would count as a failed attempt where it is not, and the engine locks a user out after ten. */
    private static boolean isPassword(String password, UserEntity user, PasswordManager passwords) {
        return user.getPassword() != null
                && passwords.check(EncryptionUtil.saltPassword(password, user.getSalt()), user.getPassword());
    }

    private static void check(Environment environment) {
        String id = given(environment, "id");
        String password = given(environment, "password");
        if (password.equals(id) || password.equals(SANDBOX_LOGIN)) {
            throw new ProductionRefusedException(
                    "Property '" + ADMIN + "password' can be guessed.", "Set it to a password that nobody knows.");
        }
        if ("true".equalsIgnoreCase(environment.getProperty("cliq.sandbox.enabled"))) {
            throw new ProductionRefusedException(
                    "Property 'cliq.sandbox.enabled' is true, and the sandbox has no login.",
                    "Leave it out, or use the profile sandbox.");
        }
        ServedPaths.check(environment);
        String actuatorPort = environment.getProperty("management.server.port", "");
        if (!actuatorPort.isBlank() && !actuatorPort.equals(environment.getProperty("server.port"))) {
            throw new ProductionRefusedException(
                    "Property 'management.server.port' is " + actuatorPort + ", where nobody is asked for a login.",
                    "Leave it out: /actuator is behind the login of the REST API.");
        }
    }

    private static String given(Environment environment, String property) {
        return read(environment, ADMIN + property)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new ProductionRefusedException(
                        "Property '" + ADMIN + property + "' is missing: without an administrator nobody could log in.",
                        "Set CAMUNDA_BPM_ADMINUSER_ID and CAMUNDA_BPM_ADMINUSER_PASSWORD in the environment, or try"
                                + " things out with --spring.profiles.active=sandbox."));
    }

    private static Optional<String> read(Environment environment, String property) {
        try {
            return Optional.ofNullable(environment.getProperty(property));
        } catch (IllegalArgumentException unknownPlaceholder) {
            return Optional.empty();
        }
    }
}
