package io.parley.core.ops;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Whether Redis answers. */
@Readiness
@Singleton
class RedisCheck extends DegradedCheck {
    private static final Logger LOG = Logger.getLogger(RedisCheck.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final ReactiveRedisDataSource redis;

    @Inject
    RedisCheck(ReactiveRedisDataSource redis) {
        super("Redis", "history is read from PostgreSQL alone, which is slower");
        this.redis = redis;
    }

    @Override
    boolean answers() {
        try {
            redis.execute("PING").await().atMost(TIMEOUT);
            return true;
        } catch (RuntimeException e) {
            LOG.debugf(e, "Redis does not answer");
            return false;
        }
    }
}
