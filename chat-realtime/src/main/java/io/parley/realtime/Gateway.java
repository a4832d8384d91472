package io.parley.realtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.broker.Live;
import io.parley.contract.broker.Outcome;
import io.parley.contract.error.CloseCode;
import io.parley.realtime.broker.Broker;
import io.parley.realtime.limit.SendLimits;
import io.parley.realtime.live.LiveHub;
import io.parley.realtime.loop.Hub;
import io.parley.realtime.send.Commands;
import io.parley.realtime.session.Greeter;
import io.parley.realtime.session.Session;
import io.parley.realtime.session.SessionConfig;
import io.parley.realtime.session.Sessions;
import io.parley.realtime.watch.WatchConfig;
import io.parley.realtime.watch.Watches;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the gateway, keeps its clockwork going, and stops it gently. */
@Singleton
final class Gateway implements Broker.Listener {
    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration SLOW_TICK = Duration.ofMillis(250);
    private static final Duration REST = Duration.ofSeconds(10);

    private final Hub hub;
    private final Broker broker;
    private final Watches watches;
    private final Commands commands;
    private final Sessions sessions;
    private final Greeter greeter;
    private final LiveHub live;
    private final SendLimits sendLimits;
    private final WatchConfig watchConfig;
    private final SessionConfig sessionConfig;

    Gateway(
            Hub hub,
            Broker broker,
            Watches watches,
            Commands commands,
            Sessions sessions,
            Greeter greeter,
            LiveHub live,
            SendLimits sendLimits,
            WatchConfig watchConfig,
            SessionConfig sessionConfig,
            MeterRegistry registry) {
        this.hub = hub;
        this.broker = broker;
        this.watches = watches;
        this.commands = commands;
        this.sessions = sessions;
        this.greeter = greeter;
        this.live = live;
        this.sendLimits = sendLimits;
        this.watchConfig = watchConfig;
        this.sessionConfig = sessionConfig;
        registry.gauge("parley.connections", sessions, Sessions::count);
        registry.gauge("parley.outbound.bytes", sessions, Sessions::outstanding);
        registry.gauge("parley.chats.watched", watches, Watches::watchedChats);
        registry.gauge("parley.commands.pending", commands, Commands::pending);
        registry.gauge("parley.presence.watched", live, LiveHub::watchedUsers);
        registry.gauge("parley.chats.shown", live, LiveHub::shownChats);
        registry.gauge("parley.marks.waiting", live, LiveHub::waitingMarks);
    }

    void start(@Observes StartupEvent event) {
        hub.every(TICK, watches::tick);
        hub.every(SLOW_TICK, commands::tick);
        hub.every(SLOW_TICK, () -> sessions.tick(hub.now()));
        hub.every(SLOW_TICK, live::tick);
        hub.every(REST, () -> sendLimits.tick(hub.now()));
        hub.every(watchConfig.checkInterval(), watches::checkAll);
        broker.start(this);
    }

    @Override
    public void event(EventBundle.Entry entry) {
        watches.accept(entry);
    }

    @Override
    public void outcomes(List<Outcome> outcomes) {
        commands.outcomes(outcomes);
    }

    @Override
    public void live(Live event) {
        live.accept(event);
    }

    @Override
    public void up() {
        commands.linkUp();
        live.linkUp();
        watches.checkAll();
        sessions.all().forEach(greeter::catchUp);
    }

    /**
     * Closes all connections, spread over the time for it, so that they do not all come back at once elsewhere. Happens
     * before the server stops listening, because that would close them without saying why.
     */
    void drain(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        List<Session> open = sessions.drain();
        long nanosEach = open.isEmpty() ? 0 : sessionConfig.drain().toNanos() / open.size();
        for (Session session : open) {
            session.close(CloseCode.DRAINING);
            TimeUnit.NANOSECONDS.sleep(nanosEach);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        broker.stop();
    }
}
