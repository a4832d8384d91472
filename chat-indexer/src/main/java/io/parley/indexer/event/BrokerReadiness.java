package io.parley.indexer.event;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when events can come. */
@Readiness
@ApplicationScoped
class BrokerReadiness implements HealthCheck {
    private final EventConsumer consumer;

    BrokerReadiness(EventConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public HealthCheckResponse call() {
        String problem = consumer.brokerProblem();
        return problem == null
                ? HealthCheckResponse.up("broker")
                : HealthCheckResponse.named("broker")
                        .down()
                        .withData("problem", problem)
                        .build();
    }
}
