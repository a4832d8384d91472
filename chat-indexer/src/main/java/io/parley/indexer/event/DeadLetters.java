package io.parley.indexer.event;

import io.parley.amqp.AmqpLink;
import io.parley.amqp.Outgoing;
import io.parley.contract.broker.Addresses;
import io.parley.contract.broker.EventBundle;
import io.parley.indexer.ops.Meters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Sets events aside that can never be indexed, for the operator. The rest of their bundle is indexed. */
@ApplicationScoped
class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final long SECONDS = 10;

    private final AmqpLink link;
    private final Addresses addresses;
    private final Meters meters;

    DeadLetters(AmqpLink link, Addresses addresses, Meters meters) {
        this.link = link;
        this.addresses = addresses;
        this.meters = meters;
    }

    /**
     * Returns when the broker has it.
     *
     * @throws BrokerAwayException when it does not; sending it again does no harm
     */
    void send(Bundle.Unreadable event) throws InterruptedException {
        LOG.errorf("An event cannot be indexed and goes to %s: %s", addresses.deadLetters(), event.reason());
        Outgoing letter = Outgoing.durable(addresses.deadLetters(), event.bytes(), EventBundle.MEDIA_TYPE, null);
        try {
            link.send(letter).toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
            meters.deadLetter();
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new BrokerAwayException("The broker did not take a dead letter: " + cause.getMessage());
        }
    }

    /** The broker did not take it. */
    static final class BrokerAwayException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokerAwayException(String message) {
            super(message, null, false, false);
        }
    }
}
