package io.parley.realtime.ops;

import io.parley.realtime.live.LiveHub;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Every few seconds a gateway says to all gateways that it lives. One that does not hear that itself would not hear events
 * either, whatever its connection to the broker looks like.
 */
@Readiness
@Singleton
final class CanaryHealth implements HealthCheck {
    private final LiveHub live;

    CanaryHealth(LiveHub live) {
        this.live = live;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("delivery").status(live.hearsItself()).build();
    }
}
