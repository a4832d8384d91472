package io.parley.realtime;

import io.parley.realtime.broker.Broker;
import io.parley.realtime.broker.Node;
import io.parley.realtime.core.Core;
import io.parley.realtime.loop.Hub;
import io.parley.realtime.send.Commands;
import io.parley.realtime.send.SendConfig;
import io.parley.realtime.session.Greeter;
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
    Sessions sessions(SocketConfig config) {
        return new Sessions(config.pingInterval().toMillis() * SILENT_INTERVALS);
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
            SendConfig sendConfig) {
        return new Greeter(
                node.name(),
                config,
                watches,
                core,
                core,
                hub,
                hub::after,
                new Turns(config.concurrentReads()),
                watchConfig.replayLimit(),
                Math.toIntExact(socketConfig.pingInterval().toSeconds()),
                sendConfig.unacknowledged(),
                100);
    }
}
