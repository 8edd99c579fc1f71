package io.github.camundacliq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class SandboxAutoConfigurationTests {

    private final WebApplicationContextRunner web =
            new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(SandboxAutoConfiguration.class));

    @Test
    void nothingIsThereUnlessAskedFor() {
        web.run(context -> assertThat(context).doesNotHaveBean(SandboxAutoConfiguration.class));
        web.withPropertyValues("cliq.sandbox.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(SandboxAutoConfiguration.class));
    }

    @Test
    void nothingIsThereWhereThePluginIsSwitchedOff() {
        web.withPropertyValues("cliq.sandbox.enabled=true", "cliq.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(SandboxAutoConfiguration.class));
        web.withPropertyValues("cliq.sandbox.enabled=true", "cliq.enabled=true")
                .run(context -> assertThat(context).hasSingleBean(Sandbox.class));
    }

    @Test
    void scanningThePackageSwitchesNothingOn() {
        new WebApplicationContextRunner()
                .withUserConfiguration(SandboxApplication.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context).doesNotHaveBean(Sandbox.class).doesNotHaveBean(FaultsController.class);
                    assertThat(context).doesNotHaveBean(TomcatConnections.class);
                });
    }

    @Test
    void pageIsNotWhereServersServeFilesByThemselves() {
        assertThat(getClass().getResource("/META-INF/resources/cliq")).isNull();
        assertThat(getClass().getResource("/static/cliq")).isNull();
    }

    @Test
    void needsNoClockAndPublishesNone() {
        web.withPropertyValues("cliq.sandbox.enabled=true").run(context -> {
            assertThat(context).hasSingleBean(Sandbox.class);
            assertThat(context).doesNotHaveBean(Clock.class);
        });
    }

    @Test
    void needsAWebApplication() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SandboxAutoConfiguration.class))
                .withPropertyValues("cliq.sandbox.enabled=true")
                .run(context -> assertThat(context).doesNotHaveBean(SandboxAutoConfiguration.class));
    }

    @Test
    void limitsAreWrittenAsNumberAndPeriod() {
        web.withPropertyValues("cliq.sandbox.enabled=true", "cliq.sandbox.messages=3/10s")
                .run(context -> assertThat(
                                context.getBean(SandboxSettings.class).messages())
                        .isEqualTo(new Rate(3, Duration.ofSeconds(10))));
        web.withPropertyValues("cliq.sandbox.enabled=true", "cliq.sandbox.messages=3")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("as in 50/1m"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lock=-5s",
                "visible-after=-1s",
                "text-length=0",
                "kept-messages=0",
                "kept-requests=-1",
                "kept-files=-1MB"
            })
    void whatIsTooLittleIsRefused(String setting) {
        String property = "cliq.sandbox." + setting.substring(0, setting.indexOf('='));
        web.withPropertyValues("cliq.sandbox.enabled=true", "cliq.sandbox." + setting)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(property + " is ")
                        .hasMessageContaining("Give a larger value"));
    }
}
