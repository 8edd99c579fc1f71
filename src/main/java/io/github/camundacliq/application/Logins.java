package io.github.camundacliq.application;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.glassfish.jersey.server.ServerProperties;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.jersey.ResourceConfigCustomizer;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletPath;
import org.springframework.boot.autoconfigure.web.servlet.JerseyApplicationPath;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * HTTP Basic against Camunda's users for what is open without it: the REST API and Actuator, wherever properties put them.
 * Production refuses paths below which a filter would not find all of it.
 */
@Configuration(proxyBeanMethods = false)
class Logins {

    /** Before all that may answer, which Jersey can do as a filter, and behind {@link SecurityHeaders}. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 20;

    @Bean
    FilterRegistrationBean<ProcessEngineAuthenticationFilter> engineRestLogin(JerseyApplicationPath rest) {
        return login(new ProcessEngineAuthenticationFilter(), "engine-rest-login", rest.getUrlMapping());
    }

    @Bean
    FilterRegistrationBean<ProcessEngineAuthenticationFilter> actuatorLogin(
            DispatcherServletPath servlet, WebEndpointProperties endpoints) {
        String path = servlet.getPrefix() + endpoints.getBasePath();
        String health = path + "/" + endpoints.getPathMapping().getOrDefault("health", "health");
        return login(
                new ActuatorLogin(Set.of(health + "/liveness", health + "/readiness")), "actuator-login", path + "/*");
    }

    /** The description of the REST API, 200 kB long, would be there for everybody who asks for its options. */
    @Bean
    ResourceConfigCustomizer describeNothing() {
        return rest -> rest.property(ServerProperties.WADL_FEATURE_DISABLE, true);
    }

    private static FilterRegistrationBean<ProcessEngineAuthenticationFilter> login(
            ProcessEngineAuthenticationFilter filter, String name, String path) {
        FilterRegistrationBean<ProcessEngineAuthenticationFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setName(name);
        registration.setOrder(ORDER);
        registration.addUrlPatterns(path);
        registration.addInitParameter(
                ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM,
                HttpBasicAuthenticationProvider.class.getName());
        registration.setAsyncSupported(true);
        return registration;
    }

    /** Leaves the probes of an orchestrator open, which has no login. */
    private static final class ActuatorLogin extends ProcessEngineAuthenticationFilter {

        private final Set<String> open;

        /** @param open paths below the application's own, without path parameters and dots, as the server maps requests */
        ActuatorLogin(Set<String> open) {
            this.open = open;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest asked = (HttpServletRequest) request;
            String path = asked.getServletPath()
                    + Optional.ofNullable(asked.getPathInfo()).orElse("");
            if (open.contains(path)) {
                chain.doFilter(request, response);
            } else {
                super.doFilter(request, response, chain);
            }
        }

        /** The REST API's list of engines may be read by anybody; nothing of Actuator's has to look like it. */
        @Override
        protected boolean requiresEngineAuthentication(String path) {
            return true;
        }
    }
}
