package io.parley.realtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.error.ErrorCode;
import io.parley.realtime.limit.LimitMeter;
import io.parley.realtime.live.LiveMeter;
import io.parley.realtime.session.SessionMeter;
import io.parley.realtime.watch.WatchMeter;
import jakarta.inject.Singleton;

/** What an operator sees of a gateway. */
@Singleton
final class Metrics implements WatchMeter, SessionMeter, LiveMeter, LimitMeter {
    private final MeterRegistry registry;
    private final Counter delivered;
    private final Counter repaired;
    private final Counter resets;
    private final Counter slow;
    private final Counter liveDropped;

    Metrics(MeterRegistry registry) {
        this.registry = registry;
        this.delivered = counter("parley.events.delivered", "Events handed to connections");
        this.repaired = counter("parley.holes.repaired", "Holes whose events were fetched from chat-core");
        this.resets = counter("parley.resets", "Connections that were told to read a chat's history");
        this.liveDropped =
                counter("parley.live.dropped", "What was not told to other gateways, because too much waited");
        this.slow = counter("parley.slow.closed", "Connections closed because they did not read");
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    @Override
    public void delivered(int deliveries) {
        delivered.increment(deliveries);
    }

    @Override
    public void repaired() {
        repaired.increment();
    }

    @Override
    public void reset(int connections) {
        resets.increment(connections);
    }

    @Override
    public void slowConsumer() {
        slow.increment();
    }

    @Override
    public void liveDropped() {
        liveDropped.increment();
    }

    @Override
    public void limited(String limit) {
        registry.counter("parley.limited", "limit", limit).increment();
    }

    @Override
    public void refused(ErrorCode code) {
        registry.counter("parley.frames.refused", "code", code.wire()).increment();
    }
}
