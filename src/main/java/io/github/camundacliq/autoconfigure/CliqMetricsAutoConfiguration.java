package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.delivery.UsageQuery;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Meters posts where the application has a Micrometer registry. */
@AutoConfiguration(after = CliqAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(UsageQuery.class)
public final class CliqMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    PostMeters camundaCliqPostMeters(ObjectProvider<MeterRegistry> registry) {
        return new PostMeters(registry.getIfUnique(() -> all(registry)));
    }

    /** There may be several, and nobody who put them together. */
    private static MeterRegistry all(ObjectProvider<MeterRegistry> registries) {
        CompositeMeterRegistry all = new CompositeMeterRegistry();
        registries.forEach(all::add);
        return all;
    }

    @Bean
    @ConditionalOnMissingBean(name = "cliqWaitingPostsMeter")
    MeterBinder cliqWaitingPostsMeter(UsageQuery usage, @Qualifier("cliqClock") Clock clock) {
        WaitingPosts waiting = new WaitingPosts(usage, clock);
        return registry -> Gauge.builder("cliq.posts.waiting", waiting, WaitingPosts::count)
                .description("Posts of all connections and nodes that wait for their turn.")
                .register(registry);
    }
}
