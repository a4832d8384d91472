package io.parley.indexer.support;

/**
 * Whether this indexer reaches the search engine that it shares with other tests. The state is a system property: the
 * test and the resource that opens the tunnel have different class loaders.
 */
public final class Gate {
    private static final String SHUT = "parley.test.gate.shut";
    private static final String ENGINE = "parley.test.gate.engine";

    private Gate() {}

    static Tunnel before(String host, int port) {
        System.setProperty(ENGINE, host + ":" + port);
        return new Tunnel(host, port, () -> System.getProperty(SHUT) != null);
    }

    /** Host and port of the engine behind it. */
    public static String engine() {
        return System.getProperty(ENGINE);
    }

    /** Lets nothing through any more, and breaks what goes through. */
    public static void shut() {
        System.setProperty(SHUT, "true");
    }

    public static void open() {
        System.clearProperty(SHUT);
    }
}
