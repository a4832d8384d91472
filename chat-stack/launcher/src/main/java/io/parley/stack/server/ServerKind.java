package io.parley.stack.server;

import java.util.Locale;

/** The servers that the services need. */
public enum ServerKind {
    POSTGRES("PostgreSQL", 15432),
    REDIS("Redis", 16379),
    BROKER("Artemis", 15672),
    SEARCH("OpenSearch", 19200),
    KEYCLOAK("Keycloak", 8180);

    private final String title;
    private final int defaultPort;

    ServerKind(String title, int defaultPort) {
        this.title = title;
        this.defaultPort = defaultPort;
    }

    /** The product's name. */
    public String title() {
        return title;
    }

    /** The port of {@code ./chat up}. */
    public int defaultPort() {
        return defaultPort;
    }

    /** Name of its log and data folder. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
