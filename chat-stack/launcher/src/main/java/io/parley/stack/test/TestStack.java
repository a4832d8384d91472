package io.parley.stack.test;

import io.parley.stack.layout.Checkout;
import io.parley.stack.server.Endpoint;
import io.parley.stack.server.PostgresServer;
import io.parley.stack.server.ServerKind;
import io.parley.stack.service.ServiceSettings;
import java.net.URI;
import java.util.Map;

/**
 * The real servers that all tests share: begun by the first JVM that asks, joined by every other, gone a minute after the
 * last. Each is started when first wanted; the methods that return an endpoint wait until it serves. Their data is thrown
 * away, and PostgreSQL does not wait for the disk. Safe for use by many threads.
 */
public final class TestStack {
    private final KeeperLink keeper;

    private TestStack(KeeperLink keeper) {
        this.keeper = keeper;
    }

    /** The shared servers of this checkout. Starts none of them yet. */
    public static TestStack shared() {
        return Shared.STACK;
    }

    private static final class Shared {
        static final TestStack STACK = new TestStack(KeeperLink.join(Checkout.find()));
    }

    /** Lets these servers start at the same time, and returns at once. Without it they start one after the other. */
    public TestStack want(ServerKind... kinds) {
        for (ServerKind kind : kinds) {
            keeper.want(kind);
        }
        return this;
    }

    public Endpoint.Postgres postgres() {
        return keeper.endpoint(ServerKind.POSTGRES, Endpoint.Postgres.class);
    }

    public Endpoint.Redis redis() {
        return keeper.endpoint(ServerKind.REDIS, Endpoint.Redis.class);
    }

    public Endpoint.Broker broker() {
        return keeper.endpoint(ServerKind.BROKER, Endpoint.Broker.class);
    }

    public Endpoint.Search search() {
        return keeper.endpoint(ServerKind.SEARCH, Endpoint.Search.class);
    }

    public Endpoint.Keycloak keycloak() {
        return keeper.endpoint(ServerKind.KEYCLOAK, Endpoint.Keycloak.class);
    }

    /** Configuration of a chat-core; creates its database when missing. */
    public Map<String, String> coreProperties(Tenancy tenancy) {
        want(ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.BROKER, ServerKind.KEYCLOAK);
        PostgresServer.createDatabase(postgres(), tenancy.database());
        return settings(tenancy).core(postgres(), redis(), broker(), keycloak());
    }

    /** Configuration of a chat-realtime that asks the chat-core at that base address. */
    public Map<String, String> realtimeProperties(Tenancy tenancy, URI core) {
        want(ServerKind.BROKER, ServerKind.KEYCLOAK);
        return settings(tenancy).realtime(broker(), keycloak(), core);
    }

    /** Configuration of a chat-indexer that asks the chat-core at that base address. */
    public Map<String, String> indexerProperties(Tenancy tenancy, URI core) {
        want(ServerKind.BROKER, ServerKind.KEYCLOAK, ServerKind.SEARCH);
        return settings(tenancy).indexer(broker(), keycloak(), search(), core);
    }

    private static ServiceSettings settings(Tenancy tenancy) {
        return new ServiceSettings(tenancy.installation());
    }
}
