package io.parley.core.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long it is known what a request with an {@code Idempotency-Key} was answered. */
@ConfigMapping(prefix = "parley.idempotency")
public interface IdempotencyConfig {
    /** How long the answer to a request with an {@code Idempotency-Key} is kept. The same key afterwards is a new request. */
    @WithDefault("7d")
    Duration keepFor();

    /** How often such answers that are older are removed, in steps of 1,000. */
    @WithDefault("1m")
    Duration sweepEvery();
}
