package io.parley.indexer.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.parley.contract.event.Event;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the indexer measures: {@code parley.indexer.events} by type, {@code parley.indexer.lag} from the commit of an
 * event until the engine has it, {@code parley.indexer.findable} until a message is found, {@code parley.indexer.dead.letters},
 * {@code parley.indexer.mended} by what was not as it is stored, {@code parley.indexer.reconciled.age} since all was compared.
 */
@ApplicationScoped
public class Meters {
    private final MeterRegistry registry;
    private final Clock clock;
    private final Timer lag;
    private final Timer findable;
    private final Counter deadLetters;
    private volatile @Nullable Instant reconciledAt;

    Meters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.lag = Timer.builder("parley.indexer.lag")
                .description("From the commit of an event until the search engine has it")
                .publishPercentileHistogram()
                .register(registry);
        this.findable = Timer.builder("parley.indexer.findable")
                .description("From the commit of a message until a search finds it, of one message a second")
                .publishPercentileHistogram()
                .register(registry);
        this.deadLetters = Counter.builder("parley.indexer.dead.letters")
                .description("Events that cannot be indexed")
                .register(registry);
        TimeGauge.builder("parley.indexer.reconciled.age", this::reconciledAge, TimeUnit.SECONDS)
                .description("Since all of the index was found to be, or made, as it is stored; NaN: not known")
                .register(registry);
    }

    private Number reconciledAge() {
        Instant at = reconciledAt;
        return at == null ? Double.NaN : Duration.between(at, clock.instant()).toMillis() / 1_000.0;
    }

    /** A message was found for the first time, so long after it was stored. */
    public void findable(Duration since) {
        findable.record(since.isNegative() ? Duration.ZERO : since);
    }

    /** All was compared, by whichever indexer; null: not yet. */
    public void reconciled(@Nullable Instant at) {
        reconciledAt = at;
    }

    /**
     * Something was not as it is stored, and was made so.
     *
     * @param what {@code missing}, {@code surplus} or {@code membership}
     */
    public void mended(String what, long count) {
        registry.counter("parley.indexer.mended", "what", what).increment((double) count);
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
