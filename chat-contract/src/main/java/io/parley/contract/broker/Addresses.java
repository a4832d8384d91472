package io.parley.contract.broker;

/**
 * The addresses on the broker. All begin with one prefix, so that several installations can share a broker.
 *
 * @param prefix {@code chat} unless configured; letters, digits and {@code _ -}
 */
public record Addresses(String prefix) {
    public static final String DEFAULT_PREFIX = "chat";

    public Addresses {
        if (!prefix.matches("[A-Za-z0-9_-]{1,40}")) {
            throw new IllegalArgumentException("The broker prefix must be 1 to 40 of A-Z a-z 0-9 _ -");
        }
    }

    /** Commands, to chat-core. Anycast, durable, grouped by lane. */
    public String ingest() {
        return prefix + ".ingest";
    }

    /** Events, to all. Multicast: each gateway has a queue of its own, the indexers share a durable one. */
    public String events() {
        return prefix + ".events";
    }

    /** The queue on {@link #events()} that all indexers share. */
    public String indexerQueue() {
        return prefix + ".indexer";
    }

    /** What gateways tell each other, and chat-core tells them, that is not kept: see {@link Live}. Multicast, not durable. */
    public String live() {
        return prefix + ".live";
    }

    /** Outcomes of commands, to the node that sent them. Anycast, not durable. */
    public String outcomes(String node) {
        return prefix + ".outcomes." + node;
    }

    /** Commands and events that could not be handled. Anycast, durable; for the operator. */
    public String deadLetters() {
        return prefix + ".dlq";
    }
}
