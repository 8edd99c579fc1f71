package io.github.camundacliq.sandbox;

import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the page from this package. It does not lie in {@code META-INF/resources}, from where a server would serve it
 * with the sandbox switched off.
 */
final class PageConfigurer implements WebMvcConfigurer {

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/cliq", "/cliq/");
        registry.addViewController("/cliq/").setViewName("forward:/cliq/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/cliq/**")
                .addResourceLocations("classpath:/io/github/camundacliq/sandbox/page/")
                .setCachePeriod(0);
    }
}
