package io.parley.tests.support;

import io.parley.client.ParleyClient;
import io.parley.client.TokenSupplier;
import java.net.URI;
import java.util.UUID;

/** Clients of an installation under test. They live until the JVM ends: each has no more than a thread. */
public final class Clients {
    private Clients() {}

    public static ParleyClient of(Parley parley, int number, TokenSupplier tokens) {
        return ParleyClient.builder()
                .core(parley.core(number))
                .realtime(parley.gateway(number))
                .search(parley.hasIndexer() ? parley.indexer() : URI.create("http://127.0.0.1:1"))
                .tokens(tokens)
                .build();
    }

    /** An address of chat-core: {@code /v1/applications/<id>} and what follows. */
    public static String path(UUID application, String rest) {
        return "/v1/applications/" + application + rest;
    }
}
