package io.parley.amqp;

/**
 * What to receive.
 *
 * @param address the address or, for a named queue of a multicast address, {@code address::queue} as Artemis reads it
 * @param capability {@code topic} for a volatile queue of one's own on a multicast address, {@code queue} for a shared one
 * @param window messages that may be unsettled here at the same time
 */
public record Subscription(String address, String capability, int window) {
    /** A volatile queue of one's own: what comes while the link is down is not received. */
    public static Subscription topic(String address, int window) {
        return new Subscription(address, "topic", window);
    }

    /** A queue shared by all who receive from it. */
    public static Subscription queue(String address, int window) {
        return new Subscription(address, "queue", window);
    }
}
