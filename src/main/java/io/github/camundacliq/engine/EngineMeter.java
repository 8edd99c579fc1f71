package io.github.camundacliq.engine;

import io.github.camundacliq.client.Reply;
import io.github.camundacliq.delivery.DeliveryListener;
import io.github.camundacliq.delivery.Post;
import java.time.Duration;
import java.util.Optional;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.metrics.MetricsRegistry;

/** Counts external calls in the engine's own metrics, where {@code GET /metrics/cliq-external-calls/sum} shows them. */
public final class EngineMeter implements DeliveryListener {

    static final String NAME = "cliq-external-calls";

    private volatile Optional<MetricsRegistry> metrics = Optional.empty();

    /** The registry is not made for meters that are added while it is read, so this is only for the engine's start. */
    void createIn(ProcessEngineConfigurationImpl engine) {
        metrics = Optional.ofNullable(engine.getMetricsRegistry());
        metrics.ifPresent(registry -> registry.createMeter(NAME));
    }

    @Override
    public void posted(Post post, Reply reply, Duration duration) {
        metrics.ifPresent(registry -> registry.markOccurrence(NAME, reply.calls()));
    }
}
