package io.parley.indexer.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.contract.event.Event;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What the indexer measures: {@code parley.indexer.events} by type, {@code parley.indexer.lag} from the commit of an
 * event until the engine has it (it can be found one refresh later), {@code parley.indexer.dead.letters}.
 */
@ApplicationScoped
public class Meters {
    private final MeterRegistry registry;
    private final Clock clock;
    private final Timer lag;
    private final Counter deadLetters;

    Meters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.lag = Timer.builder("parley.indexer.lag")
                .description("From the commit of an event until the search engine has it")
                .publishPercentileHistogram()
                .register(registry);
        this.deadLetters = Counter.builder("parley.indexer.dead.letters")
                .description("Events that cannot be indexed")
                .register(registry);
    }

    /** An event was handled. */
    public void indexed(String type, Instant committedAt) {
        registry.counter("parley.indexer.events", "type", known(type)).increment();
        Duration took = Duration.between(committedAt, clock.instant());
        lag.record(took.isNegative() ? Duration.ZERO : took);
    }

    /** An event was set aside. */
    public void deadLetter() {
        deadLetters.increment();
    }

    /** A tag has few values, whatever comes over the wire. */
    private static String known(String type) {
        return switch (type) {
            case Event.CHAT_CREATED,
                    Event.CHAT_CHANGED,
                    Event.MEMBER_JOINED,
                    Event.MEMBER_CHANGED,
                    Event.MEMBER_LEFT,
                    Event.MESSAGE_CREATED -> type;
            default -> "other";
        };
    }
}
