package io.parley.indexer.index;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the search engine answers. */
@Readiness
@ApplicationScoped
class EngineReadiness implements HealthCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final SearchEngine engine;

    EngineReadiness(SearchEngine engine) {
        this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            String status =
                    engine.get("/_cluster/health", TIMEOUT).path("status").asText();
            return HealthCheckResponse.named("search-engine")
                    .status(!status.equals("red"))
                    .withData("status", status)
                    .build();
        } catch (EngineAwayException | EngineRefusedException e) {
            return HealthCheckResponse.named("search-engine")
                    .down()
                    .withData("problem", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
