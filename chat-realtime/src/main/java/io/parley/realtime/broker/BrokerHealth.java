package io.parley.realtime.broker;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A gateway without the broker neither sends nor receives, so it is not ready for more connections. */
@Readiness
@Singleton
final class BrokerHealth implements HealthCheck {
    private final Broker broker;

    BrokerHealth(Broker broker) {
        this.broker = broker;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("broker").status(broker.isUp()).build();
    }
}
