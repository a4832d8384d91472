package io.parley.stack.service;

/** The three services. */
public enum Service {
    CORE("chat-core", 8080),
    REALTIME("chat-realtime", 8081),
    INDEXER("chat-indexer", 8082);

    private final String module;
    private final int defaultPort;

    Service(String module, int defaultPort) {
        this.module = module;
        this.defaultPort = defaultPort;
    }

    /** Name of the Maven module, and of the service. */
    public String module() {
        return module;
    }

    /** The port of {@code ./chat up}. */
    public int defaultPort() {
        return defaultPort;
    }
}
