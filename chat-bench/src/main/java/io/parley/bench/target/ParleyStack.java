package io.parley.bench.target;

import io.parley.bench.machine.ProcessTrees;
import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import io.parley.stack.layout.Folders;
import io.parley.stack.process.GuardedProcess;
import io.parley.stack.process.Ports;
import io.parley.stack.server.BrokerServer;
import io.parley.stack.server.Endpoint;
import io.parley.stack.server.JavaProcess;
import io.parley.stack.server.Place;
import io.parley.stack.server.PostgresServer;
import io.parley.stack.server.RedisServer;
import io.parley.stack.server.SearchServer;
import io.parley.stack.server.Server;
import io.parley.stack.server.ServerKind;
import io.parley.stack.service.Installation;
import io.parley.stack.service.Service;
import io.parley.stack.service.ServiceProcess;
import io.parley.stack.service.ServiceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parley as {@code ./chat up} starts it, on servers of its own whose data is durable and empty.
 */
final class ParleyStack implements AutoCloseable {
    /** What is measured is the servers, and not the limits that keep one user's or one chat's load from the others. */
    private static final Map<String, String> UNLIMITED = Map.of(
            "parley.limits.frames-per-second", "0",
            "parley.limits.bytes-per-second", "0",
            "parley.limits.sends-per-second", "0",
            "parley.limits.chat-sends-per-second", "0",
            "parley.limits.connections-per-user", "0");

    /**
     * What a developer's machine gives a gateway is too little for 20,000 connections. The peers' memory has no bound either.
     */
    private static final Map<String, String> HEAP = Map.of("_JAVA_OPTIONS", "-Xmx1g");

    private final Checkout checkout;
    private final Path folder;
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final BrokerServer broker;
    private final SearchServer search;
    private final Endpoint.Keycloak keycloak;
    private final Map<Service, ServiceProcess> services = new LinkedHashMap<>();

    ParleyStack(Checkout checkout, Endpoint.Keycloak keycloak) {
        this.checkout = checkout;
        this.keycloak = keycloak;
        this.folder = checkout.home().resolve("bench");
        forget("postgres", "redis", "broker", "search");
        postgres = new PostgresServer(place(ServerKind.POSTGRES), Ports.free());
        redis = new RedisServer(place(ServerKind.REDIS), Ports.free());
        broker = new BrokerServer(place(ServerKind.BROKER), Ports.free());
        search = new SearchServer(place(ServerKind.SEARCH), Ports.free());
    }

    private Place place(ServerKind kind) {
        return Place.below(checkout, folder, kind, true);
    }

    private void forget(String... names) {
        try {
            for (String name : names) {
                Folders.delete(folder.resolve("data").resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts everything, and returns once all of it serves. */
    void start() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream.of(postgres, redis, broker, search)
                    .map(server -> CompletableFuture.runAsync(server::start, threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        preload();
        var settings = new ServiceSettings(Installation.DEFAULT);
        PostgresServer.createDatabase(postgres.endpoint(), Installation.DEFAULT.database());
        serve(Service.CORE, settings.core(postgres.endpoint(), redis.endpoint(), broker.endpoint(), keycloak));
        Map<String, String> realtime = new HashMap<>(settings.realtime(broker.endpoint(), keycloak, uri(Service.CORE)));
        realtime.putAll(UNLIMITED);
        serve(Service.REALTIME, realtime);
        Map<String, String> indexer =
                new HashMap<>(settings.indexer(broker.endpoint(), keycloak, search.endpoint(), uri(Service.CORE)));
        // Some workloads store a million messages past the services, which would be indexed while reads are measured.
        indexer.put("parley.upkeep.enabled", "false");
        serve(Service.INDEXER, indexer);
    }

    /**
     * Lets PostgreSQL count statements and explain them, where a workload asks for it. Loaded and switched off they cost
     * nothing that shows.
     */
    private void preload() {
        execute("alter system set shared_preload_libraries = 'pg_stat_statements', 'auto_explain'");
        postgres.stop();
        postgres.start();
        execute("alter system set pg_stat_statements.track = 'none'");
        execute("select pg_reload_conf()");
    }

    private void execute(String sql) {
        Endpoint.Postgres endpoint = postgres.endpoint();
        try (Connection connection = DriverManager.getConnection(
                        endpoint.jdbcUrl("postgres"), endpoint.user(), endpoint.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StackException("PostgreSQL cannot be set up: " + e.getMessage(), e);
        }
    }

    private void serve(Service service, Map<String, String> settings) {
        var spec = new ServiceProcess.Spec(
                checkout,
                service,
                settings,
                Ports.free(),
                folder.resolve("services").resolve(service.module()),
                folder.resolve("logs").resolve(service.module() + ".log"),
                JavaProcess.Goal.THROUGHPUT);
        ServiceProcess begun = ServiceProcess.begin(spec, service == Service.REALTIME ? HEAP : Map.of());
        services.put(service, begun);
        begun.awaitReady();
    }

    URI uri(Service service) {
        @Nullable ServiceProcess process = services.get(service);
        if (process == null) {
            throw new IllegalStateException(service.module() + " was not started");
        }
        return process.uri();
    }

    Endpoint.Postgres postgres() {
        return postgres.endpoint();
    }

    Path postgresLog() {
        return postgres.place().log();
    }

    /** All that works for a message; Keycloak does not. */
    ProcessTrees processes() {
        Map<String, Long> roots = new LinkedHashMap<>();
        services.forEach((service, process) ->
                roots.put(service.module(), process.process().pid()));
        for (Server server : List.of(postgres, broker, redis, search)) {
            @Nullable GuardedProcess process = server.process();
            if (process != null) {
                roots.put(server.kind().title(), process.pid());
            }
        }
        return new ProcessTrees(roots);
    }

    @Override
    public void close() {
        List<AutoCloseable> all = new ArrayList<>(services.values().stream().toList());
        all.addAll(List.of(search, broker, redis, postgres));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (AutoCloseable part : all) {
                threads.submit(() -> {
                    part.close();
                    return part;
                });
            }
        }
    }
}
