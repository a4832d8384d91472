package io.parley.indexer.support;

import io.parley.stack.test.StackResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The shared servers, with a {@link Gate} before the search engine. */
public final class GatedStack implements QuarkusTestResourceLifecycleManager {
    private static final String HOSTS = "quarkus.elasticsearch.hosts";

    private final StackResource stack = new StackResource();
    private Gate gate;

    @Override
    public Map<String, String> start() {
        stack.init(Map.of("service", "chat-indexer"));
        Map<String, String> configuration = new HashMap<>(stack.start());
        String[] engine = configuration.get(HOSTS).split(":");
        try {
            gate = new Gate(engine[0], Integer.parseInt(engine[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        configuration.put(HOSTS, gate.address());
        return configuration;
    }

    @Override
    public void stop() {
        try {
            gate.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stack.stop();
    }
}
