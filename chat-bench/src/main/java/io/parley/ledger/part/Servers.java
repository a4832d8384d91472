package io.parley.ledger.part;

import io.parley.stack.layout.Checkout;
import io.parley.stack.process.Ports;
import io.parley.stack.server.BrokerServer;
import io.parley.stack.server.Place;
import io.parley.stack.server.PostgresServer;
import io.parley.stack.server.RedisServer;
import io.parley.stack.server.SearchServer;
import io.parley.stack.server.ServerKind;
import java.nio.file.Path;
import java.util.List;

/** The servers of a run, and each as a part that can be broken. */
public record Servers(
        PostgresServer postgresServer,
        RedisServer redisServer,
        BrokerServer brokerServer,
        SearchServer searchServer,
        ServerPart postgres,
        ServerPart redis,
        ServerPart broker,
        ServerPart search) {

    /** Not started yet. Data survive a crash of the machine, since killing them is what this is about. */
    static Servers below(Checkout checkout, Path folder) {
        PostgresServer postgres = new PostgresServer(place(checkout, folder, ServerKind.POSTGRES), Ports.free());
        RedisServer redis = new RedisServer(place(checkout, folder, ServerKind.REDIS), Ports.free());
        BrokerServer broker = new BrokerServer(place(checkout, folder, ServerKind.BROKER), Ports.free());
        SearchServer search = new SearchServer(place(checkout, folder, ServerKind.SEARCH), Ports.free());
        return new Servers(
                postgres,
                redis,
                broker,
                search,
                new ServerPart(postgres),
                new ServerPart(redis),
                new ServerPart(broker),
                new ServerPart(search));
    }

    private static Place place(Checkout checkout, Path folder, ServerKind kind) {
        return Place.below(checkout, folder, kind, true);
    }

    List<ServerPart> parts() {
        return List.of(postgres, redis, broker, search);
    }
}
