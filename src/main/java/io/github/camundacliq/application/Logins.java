package io.github.camundacliq.application;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** HTTP Basic against Camunda's users: the REST API is open without it. */
@Configuration(proxyBeanMethods = false)
class Logins {

    @Bean
    FilterRegistrationBean<ProcessEngineAuthenticationFilter> engineRestLogin() {
        return login(new ProcessEngineAuthenticationFilter(), "engine-rest-login", "/engine-rest/*");
    }

    @Bean
    FilterRegistrationBean<ProcessEngineAuthenticationFilter> actuatorLogin() {
        return login(new ActuatorLogin(), "actuator-login", "/actuator/*");
    }

    private static FilterRegistrationBean<ProcessEngineAuthenticationFilter> login(
            ProcessEngineAuthenticationFilter filter, String name, String path) {
        FilterRegistrationBean<ProcessEngineAuthenticationFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setName(name);
        registration.addUrlPatterns(path);
        registration.addInitParameter(
                ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM,
                HttpBasicAuthenticationProvider.class.getName());
        registration.setAsyncSupported(true);
        return registration;
    }

    /** Leaves the probes of an orchestrator open, which has no login. */
    private static final class ActuatorLogin extends ProcessEngineAuthenticationFilter {

        private static final Set<String> OPEN = Set.of("/actuator/health/liveness", "/actuator/health/readiness");

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (OPEN.contains(((HttpServletRequest) request).getRequestURI())) {
                chain.doFilter(request, response);
            } else {
                super.doFilter(request, response, chain);
            }
        }
    }
}
