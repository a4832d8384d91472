package io.parley.core.ops;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * A server without which some of this works on. Its absence is told, and does not take this process out of service: a
 * cache that is down must not take the reads with it.
 */
abstract class DegradedCheck implements HealthCheck {
    private final String server;
    private final String without;

    /**
     * A check.
     *
     * @param without what does not work while the server is away
     */
    DegradedCheck(String server, String without) {
        this.server = server;
        this.without = without;
    }

    @Override
    public final HealthCheckResponse call() {
        boolean answers = answers();
        return HealthCheckResponse.named(server)
                .up()
                .withData("state", answers ? "up" : "degraded")
                .withData("without", without)
                .build();
    }

    /** Whether the server is there; within about two seconds. */
    abstract boolean answers();
}
