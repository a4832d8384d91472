package io.parley.indexer.support;

import io.parley.stack.test.StackResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** The shared servers, with a {@link Gate} before the search engine. */
public final class GatedStack implements QuarkusTestResourceLifecycleManager {
    private static final String HOSTS = "quarkus.elasticsearch.hosts";

    private final StackResource stack = new StackResource();
    private Tunnel tunnel;

    @Override
    public Map<String, String> start() {
        stack.init(Map.of("service", "chat-indexer"));
        Map<String, String> configuration = new HashMap<>(stack.start());
        String[] engine = configuration.get(HOSTS).split(":", -1);
        tunnel = Gate.before(engine[0], Integer.parseInt(engine[1]));
        configuration.put(HOSTS, "127.0.0.1:" + tunnel.port());
        return configuration;
    }

    @Override
    public void stop() {
        tunnel.close();
        stack.stop();
    }
}
