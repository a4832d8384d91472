package io.parley.stack.up;

import io.parley.stack.process.GuardedProcess;
import io.parley.stack.server.Endpoint;
import io.parley.stack.server.PostgresServer;
import io.parley.stack.server.Progress;
import io.parley.stack.server.Server;
import io.parley.stack.service.Installation;
import java.util.Optional;
import java.util.Set;

/** A server of our own. */
record ServerPart(Server server) implements Part {
    @Override
    public String name() {
        return server.kind().id();
    }

    @Override
    public String title() {
        return server.kind().title();
    }

    @Override
    public String address() {
        return switch (server.endpoint()) {
            case Endpoint.Postgres postgres ->
                "%s  (%s / %s)"
                        .formatted(
                                postgres.jdbcUrl(Installation.DEFAULT.database())
                                        .substring("jdbc:".length()),
                                postgres.user(),
                                postgres.password());
            case Endpoint.Redis redis -> redis.uri(Installation.DEFAULT.redisDatabase());
            case Endpoint.Broker broker ->
                "amqp://%s:%d  (%s / %s)".formatted(broker.host(), broker.port(), broker.user(), broker.password());
            case Endpoint.Search search -> search.uri().toString();
            case Endpoint.Keycloak keycloak ->
                "%s  (%s / %s)".formatted(keycloak.uri(), keycloak.administrator(), keycloak.administratorPassword());
        };
    }

    @Override
    public Set<Integer> ports() {
        return switch (server.endpoint()) {
            case Endpoint.Keycloak keycloak -> Set.of(keycloak.port(), keycloak.managementPort());
            case Endpoint.Postgres postgres -> Set.of(postgres.port());
            case Endpoint.Redis redis -> Set.of(redis.port());
            case Endpoint.Broker broker -> Set.of(broker.port());
            case Endpoint.Search search -> Set.of(search.port());
        };
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public void start(Progress progress) {
        server.start(progress);
        if (server.endpoint() instanceof Endpoint.Postgres postgres) {
            PostgresServer.createDatabase(postgres, Installation.DEFAULT.database());
        }
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public boolean healthy() {
        return server.healthy();
    }

    @Override
    public Optional<GuardedProcess> process() {
        return Optional.ofNullable(server.process());
    }
}
