package io.github.camundacliq.sandbox;

import jakarta.servlet.MultipartConfigElement;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Serves a fake Zoho Cliq under {@code /cliq} if {@code cliq.sandbox.enabled} is set, and nothing otherwise, nor where all of
 * the plugin is switched off.
 */
@AutoConfiguration
@ConditionalOnClass(name = "org.springframework.web.servlet.config.annotation.WebMvcConfigurer")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "cliq.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "cliq.sandbox.enabled", havingValue = "true")
@EnableConfigurationProperties(SandboxSettings.class)
public final class SandboxAutoConfiguration {

    @Bean
    Sandbox cliqSandbox(SandboxSettings settings, @Qualifier("cliqClock") ObjectProvider<Clock> clock) {
        return Sandbox.open(settings, clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    Courier cliqSandboxCourier() {
        return new Courier();
    }

    /**
     * Has multipart limits of its own, so that those of the application's controllers stay as they are: room for the
     * ten files of 50 MB that Cliq takes, and a bit, because a larger file is to be refused and not cut off.
     */
    @Bean
    ServletRegistrationBean<CliqServlet> cliqSandboxServlet(Sandbox sandbox, Courier courier) {
        ServletRegistrationBean<CliqServlet> registration =
                new ServletRegistrationBean<>(CliqServlet.of(sandbox, courier), "/cliq/api/*", "/cliq/oauth/*");
        registration.setName("cliqSandbox");
        registration.setMultipartConfig(new MultipartConfigElement(
                "",
                DataSize.ofMegabytes(64).toBytes(),
                DataSize.ofMegabytes(660).toBytes(),
                0));
        return registration;
    }

    @Bean
    FilterRegistrationBean<SandboxGuard> cliqSandboxGuard(SandboxSettings settings, Environment environment) {
        SandboxGuard guard = new SandboxGuard(settings.hosts(), environment.getProperty("server.address", ""));
        FilterRegistrationBean<SandboxGuard> registration = new FilterRegistrationBean<>(guard);
        registration.addUrlPatterns("/cliq", "/cliq/*");
        return registration;
    }

    @Bean
    FaultsController cliqSandboxFaultsController(Sandbox sandbox) {
        return new FaultsController(sandbox);
    }

    @Bean
    StateController cliqSandboxStateController(Sandbox sandbox, ApplicationEventPublisher publisher) {
        return new StateController(sandbox, publisher);
    }

    @Bean
    ChatsController cliqSandboxChatsController(Sandbox sandbox, Events events) {
        return new ChatsController(sandbox, events);
    }

    @Bean
    Events cliqSandboxEvents(Sandbox sandbox) {
        return new Events(sandbox);
    }

    @Bean
    PageConfigurer cliqSandboxPage() {
        return new PageConfigurer();
    }

    @Bean
    SandboxMapping cliqSandboxMapping() {
        return new SandboxMapping();
    }

    @Bean
    @ConditionalOnClass(name = "org.apache.catalina.startup.Tomcat")
    WebServerFactoryCustomizer<?> cliqSandboxConnections() {
        return new TomcatConnections();
    }
}
