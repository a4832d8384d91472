package io.parley.amqp;

import java.io.Serial;

/** The link is down, or went down before the broker had answered: the message may or may not have arrived. */
public final class BrokerDownException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    BrokerDownException(String message) {
        super(message, null, false, false);
    }
}
