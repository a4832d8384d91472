package io.parley.amqp;

/**
 * A received message. Exactly one of {@link #accept}, {@link #reject} and {@link #release} must be called, from any
 * thread, when its fate is known; each opens the window for the next one. Once the link was down they have no effect:
 * the broker delivers the message again.
 */
public interface Delivery {
    byte[] body();

    /** How often it was delivered before without being accepted. */
    int attempts();

    /** Done: the broker forgets it. */
    void accept();

    /** It can never be handled: the broker moves it to its dead-letter address. */
    void reject();

    /** Not now: the broker delivers it again, to whomever. */
    void release();
}
