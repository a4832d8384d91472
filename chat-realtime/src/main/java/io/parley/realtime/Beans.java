package io.parley.realtime;

import io.parley.realtime.broker.Broker;
import io.parley.realtime.broker.Node;
import io.parley.realtime.core.Core;
import io.parley.realtime.limit.LimitConfig;
import io.parley.realtime.limit.SendLimits;
import io.parley.realtime.live.LiveConfig;
import io.parley.realtime.live.LiveHub;
import io.parley.realtime.live.LiveMeter;
import io.parley.realtime.loop.Hub;
import io.parley.realtime.send.Commands;
import io.parley.realtime.send.SendConfig;
import io.parley.realtime.session.Arrivals;
import io.parley.realtime.session.Greeter;
import io.parley.realtime.session.Session;
import io.parley.realtime.session.SessionConfig;
import io.parley.realtime.session.Sessions;
import io.parley.realtime.session.Turns;
import io.parley.realtime.socket.SocketConfig;
import io.parley.realtime.watch.WatchConfig;
import io.parley.realtime.watch.WatchMeter;
import io.parley.realtime.watch.Watches;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the plain parts together; they know nothing of each other's technology, so that they can be tried alone. */
final class Beans {
    /** A client that is silent for so many ping intervals is dead. */
    private static final int SILENT_INTERVALS = 3;

    @Produces
    @Singleton
    Watches watches(WatchConfig config, Core core, WatchMeter meter, Hub hub) {
        return new Watches(config, core, meter, hub::now);
    }

    @Produces
    @Singleton
    Commands commands(SendConfig config, Node node, Broker broker, Hub hub) {
        return new Commands(config, node.name(), broker, hub::now);
    }

    @Produces
    @Singleton
    Sessions sessions(SocketConfig config, LimitConfig limits) {
        return new Sessions(config.pingInterval().toMillis() * SILENT_INTERVALS, limits);
    }

    @Produces
    @Singleton
    SendLimits sendLimits(LimitConfig config) {
        return new SendLimits(config);
    }

    @Produces
    @Singleton
    LiveHub live(
            LiveConfig config,
            Node node,
            Watches watches,
            Broker broker,
            Core core,
            LiveMeter meter,
            Hub hub,
            Sessions sessions) {
        return new LiveHub(config, node.name(), watches, broker, core, meter, hub::after, hub::now, sessions::open);
    }

    @Produces
    @Singleton
    Greeter greeter(
            Node node,
            SessionConfig config,
            Watches watches,
            Core core,
            Hub hub,
            WatchConfig watchConfig,
            SocketConfig socketConfig,
            SendConfig sendConfig,
            LiveHub live,
            LimitConfig limits) {
        return new Greeter(
                node.name(),
                config,
                watches,
                core,
                core,
                hub,
                hub::after,
                new Turns(config.concurrentReads()),
                arrivals(live),
                watchConfig.replayLimit(),
                Math.toIntExact(socketConfig.pingInterval().toSeconds()),
                sendConfig.unacknowledged(),
                limits.framesPerSecond());
    }

    private static Arrivals arrivals(LiveHub live) {
        return new Arrivals() {
            @Override
            public void joined(Session session) {
                live.joined(session);
            }

            @Override
            public void settled(Session session) {
                live.settled(session);
            }

            @Override
            public void left(Session session) {
                live.left(session);
            }
        };
    }
}
