package io.parley.core.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.amqp.AmqpLink;
import io.parley.amqp.Outgoing;
import io.parley.contract.Json;
import io.parley.contract.broker.Live;
import io.parley.contract.broker.LiveBundle;
import io.parley.core.broker.Broker;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells all gateways what became true. To be called after the commit; never blocks and never fails: what cannot be sent is
 * dropped, since what matters of it is stored. Entries keep their order. Safe for use by many threads.
 */
@ApplicationScoped
public class LivePublisher {
    private static final Logger LOG = Logger.getLogger(LivePublisher.class);
    /** What nobody has heard in this time is not news any more. */
    private static final Duration TTL = Duration.ofSeconds(30);

    private static final long BROKER_AWAY_MILLIS = 250;

    private final AmqpLink link;
    private final String address;
    private final LiveConfig config;
    private final Clock clock;
    private final Counter sent;
    private final Counter dropped;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("live").daemon().factory());
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean scheduled;
    private boolean dropping;

    private record Waiting(Live live, Instant since) {}

    LivePublisher(Broker broker, LiveConfig config, Clock clock, MeterRegistry meters) {
        this.link = broker.link();
        this.address = broker.addresses().live();
        this.config = config;
        this.clock = clock;
        this.sent = meters.counter("parley.live.sent");
        this.dropped = meters.counter("parley.live.dropped");
    }

    /** Before the link is closed: what was committed last is worth telling. */
    void stop(@Observes @Priority(Broker.START_PRIORITY - 1) ShutdownEvent event) {
        timer.shutdown();
        flush();
    }

    public void publish(Live live) {
        publish(List.of(live));
    }

    public synchronized void publish(Collection<? extends Live> entries) {
        Instant now = clock.instant();
        for (Live live : entries) {
            waiting.add(new Waiting(live, now));
        }
        for (int over = waiting.size() - config.queueSize(); over > 0; over--) {
            waiting.remove();
            drop(1, "too many wait");
        }
        schedule(config.gather().toMillis());
    }

    private synchronized void schedule(long millis) {
        if (!scheduled && !waiting.isEmpty() && !timer.isShutdown()) {
            scheduled = true;
            timer.schedule(this::flush, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void flush() {
        try {
            boolean more = true;
            while (more) {
                List<Live> bundle = take();
                more = bundle.size() == LiveBundle.MAX;
                if (!bundle.isEmpty()) {
                    send(bundle);
                }
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "Gateways could not be told what became true");
        }
        schedule(link.isUp() ? config.gather().toMillis() : BROKER_AWAY_MILLIS);
    }

    private synchronized List<Live> take() {
        scheduled = false;
        Instant fresh = clock.instant().minus(TTL);
        List<Live> bundle = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.element().since().isBefore(fresh)) {
            waiting.remove();
            drop(1, "the broker is away");
        }
        while (link.isUp() && !waiting.isEmpty() && bundle.size() < LiveBundle.MAX) {
            bundle.add(waiting.remove().live());
        }
        if (waiting.isEmpty()) {
            dropping = false;
        }
        return bundle;
    }

    private void send(List<Live> bundle) {
        Outgoing outgoing = Outgoing.passing(address, Json.bytes(new LiveBundle(bundle)), "application/json", TTL);
        link.send(outgoing).whenComplete((ignored, failure) -> {
            if (failure == null) {
                sent.increment(bundle.size());
            } else {
                drop(bundle.size(), String.valueOf(failure.getMessage()));
            }
        });
    }

    /** Counted each time, and logged once until the queue is empty again. */
    private synchronized void drop(int count, String why) {
        dropped.increment(count);
        if (!dropping) {
            dropping = true;
            LOG.warnf("Gateways are not told everything that is true only now: %s", why);
        }
    }
}
