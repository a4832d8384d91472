package io.parley.stack.test;

import io.parley.stack.layout.Checkout;
import io.parley.stack.layout.Folders;
import io.parley.stack.layout.JsonFiles;
import io.parley.stack.process.FileLocks;
import io.parley.stack.process.Ports;
import io.parley.stack.process.ProcessIdentity;
import io.parley.stack.server.BrokerServer;
import io.parley.stack.server.KeycloakServer;
import io.parley.stack.server.Place;
import io.parley.stack.server.PostgresServer;
import io.parley.stack.server.RedisServer;
import io.parley.stack.server.SearchServer;
import io.parley.stack.server.Server;
import io.parley.stack.server.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The process that keeps the servers of all tests: starts each when the first test wants it, and ends itself and them
 * when no JVM with a lease has been alive for a minute, or when told to by the removal of its identity file.
 */
public final class ServerKeeper {
    private static final Duration UNUSED = Duration.ofSeconds(60);
    private static final long TICK_MILLIS = 100;

    private final Checkout checkout;
    private final TestFolder folder;
    private final Map<ServerKind, Server> servers = new EnumMap<>(ServerKind.class);
    private long lastUsed = System.nanoTime();

    private ServerKeeper(Checkout checkout) {
        this.checkout = checkout;
        this.folder = TestFolder.of(checkout);
    }

    public static void main(String[] arguments) throws Exception {
        var keeper = new ServerKeeper(new Checkout(Path.of(arguments[0])));
        Runtime.getRuntime().addShutdownHook(new Thread(keeper::stopAll, "stop"));
        JsonFiles.write(keeper.folder.keeper(), ProcessIdentity.current());
        while (!keeper.finished()) {
            keeper.startWanted();
            Thread.sleep(TICK_MILLIS);
        }
        System.exit(0);
    }

    private void startWanted() {
        for (ServerKind kind : ServerKind.values()) {
            if (!servers.containsKey(kind) && Files.exists(folder.wanted(kind))) {
                Server server = server(kind);
                servers.put(kind, server);
                Thread.ofPlatform().name("start-" + kind.id()).start(() -> start(server));
            }
        }
    }

    private Server server(ServerKind kind) {
        var place = Place.below(checkout, folder.life(), kind, false);
        return switch (kind) {
            case POSTGRES -> new PostgresServer(place, Ports.free());
            case REDIS -> new RedisServer(place, Ports.free());
            case BROKER -> new BrokerServer(place, Ports.free());
            case SEARCH -> new SearchServer(place, Ports.free());
            case KEYCLOAK ->
                new KeycloakServer(place, Ports.free(), Ports.free(), List.of("parley-demo.json", "parley-test.json"));
        };
    }

    private void start(Server server) {
        try {
            server.start();
            JsonFiles.write(folder.ready(server.kind()), server.endpoint());
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            fail(server.kind(), e);
        }
    }

    private void fail(ServerKind kind, Exception failure) {
        try {
            Files.createDirectories(folder.failed(kind).getParent());
            Files.writeString(folder.failed(kind), String.valueOf(failure.getMessage()));
        } catch (IOException e) {
            System.err.println(kind.title() + " failed, and that could not be said: " + e);
        }
    }

    private boolean finished() throws IOException {
        if (!Files.exists(folder.keeper())) {
            return true;
        }
        if (used()) {
            lastUsed = System.nanoTime();
            return false;
        }
        return System.nanoTime() - lastUsed > UNUSED.toNanos() && retired();
    }

    /** Under the lock a JVM either has its lease already, or will find nobody and begin another keeper. */
    private boolean retired() throws IOException {
        return FileLocks.holding(folder.lock(), () -> !used() && Files.deleteIfExists(folder.keeper()));
    }

    private boolean used() throws IOException {
        boolean alive = false;
        if (!Files.isDirectory(folder.leases())) {
            return false;
        }
        try (Stream<Path> leases = Files.list(folder.leases())) {
            for (Path lease :
                    leases.filter(file -> file.toString().endsWith(".json")).toList()) {
                if (JsonFiles.read(lease, ProcessIdentity.class)
                        .filter(ProcessIdentity::alive)
                        .isPresent()) {
                    alive = true;
                } else {
                    Files.deleteIfExists(lease);
                }
            }
        }
        return alive;
    }

    private void stopAll() {
        List<Thread> stops = servers.values().stream()
                .map(server -> Thread.ofPlatform().start(server::stop))
                .toList();
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            Folders.delete(folder.data());
        } catch (IOException e) {
            System.err.println("The data of the test servers could not be removed: " + e);
        }
    }
}
