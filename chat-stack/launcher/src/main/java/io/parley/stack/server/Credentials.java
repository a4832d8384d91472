package io.parley.stack.server;

/**
 * The credentials of the servers of development and tests. They are known to everybody, say so by their name, and open
 * nothing but servers on 127.0.0.1. A service without {@code parley.demo=true} refuses them.
 */
public final class Credentials {
    public static final String USER = "parley";
    public static final String POSTGRES = "demo-only-postgres";
    public static final String REDIS = "demo-only-redis";
    public static final String BROKER = "demo-only-broker";
    public static final String KEYCLOAK_ADMINISTRATOR = "admin";
    public static final String KEYCLOAK = "demo-only-admin";
    public static final String CORE_CLIENT = "demo-only-chat-core";
    public static final String REALTIME_CLIENT = "demo-only-chat-realtime";
    public static final String INDEXER_CLIENT = "demo-only-chat-indexer";

    private Credentials() {}
}
