package io.parley.realtime.live;

import io.parley.contract.broker.Live;
import io.parley.contract.broker.LiveBundle;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Gathers for a moment what all gateways are to be told, so that many little things travel as one message. While the broker is
 * away, who came and went is kept, up to a bound; anything else is worth nothing by the time the broker is back.
 */
final class LiveQueue {
    private static final Duration GATHERED = Duration.ofMillis(10);

    private final LivePublisher publisher;
    private final BiConsumer<Duration, Runnable> delay;
    private final LiveMeter meter;
    private final int bound;
    private final Deque<Live> waiting = new ArrayDeque<>();
    private boolean scheduled;

    LiveQueue(LivePublisher publisher, BiConsumer<Duration, Runnable> delay, LiveMeter meter, int bound) {
        this.publisher = publisher;
        this.delay = delay;
        this.meter = meter;
        this.bound = bound;
    }

    void add(Live live) {
        if (!publisher.isUp() && !(live instanceof Live.Online)) {
            return;
        }
        if (waiting.size() >= bound) {
            waiting.removeFirst();
            meter.liveDropped();
        }
        waiting.addLast(live);
        if (!scheduled) {
            scheduled = true;
            delay.accept(GATHERED, this::flush);
        }
    }

    void flush() {
        scheduled = false;
        while (publisher.isUp() && !waiting.isEmpty()) {
            List<Live> bundle = new ArrayList<>();
            while (bundle.size() < LiveBundle.MAX && !waiting.isEmpty()) {
                bundle.add(waiting.removeFirst());
            }
            publisher.publish(new LiveBundle(bundle));
        }
    }
}
