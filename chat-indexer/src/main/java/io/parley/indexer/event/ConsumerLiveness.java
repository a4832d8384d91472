package io.parley.indexer.event;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while somebody works on events: waiting for the engine counts, a dead thread does not. */
@Liveness
@ApplicationScoped
class ConsumerLiveness implements HealthCheck {
    private final EventConsumer consumer;

    ConsumerLiveness(EventConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("indexing").status(consumer.alive()).build();
    }
}
