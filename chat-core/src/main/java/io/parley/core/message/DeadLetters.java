package io.parley.core.message;

import io.parley.amqp.Outgoing;
import io.parley.contract.Json;
import io.parley.contract.broker.CommandBundle;
import io.parley.contract.broker.Outcome;
import io.parley.contract.error.ErrorCode;
import io.parley.core.broker.Broker;
import io.parley.core.ops.Node;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Sets aside what can never be stored, for the operator, and tells the sender so. */
@ApplicationScoped
class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final Broker broker;
    private final Node node;
    private final Outcomes outcomes;

    DeadLetters(Broker broker, Node node, Outcomes outcomes) {
        this.broker = broker;
        this.node = node;
        this.outcomes = outcomes;
    }

    /** The sender is answered only when the broker has it: otherwise the command would be in neither place. */
    void add(Submission submission, Exception cause) {
        long id = submission.command().id();
        LOG.errorf(
                cause,
                "A command cannot be stored and goes to the dead letters: application %s, chat %s, clientId %s",
                submission.command().application(),
                submission.command().chat(),
                submission.command().clientId());
        CommandBundle bundle = new CommandBundle(node.name(), List.of(submission.command()));
        broker.link()
                .send(Outgoing.durable(broker.addresses().deadLetters(), Json.bytes(bundle), "application/json", null))
                .whenComplete((ignored, failure) -> {
                    submission.done().accept(failure == null ? setAside(id) : tryAgain(id));
                    // Its batch may have ended long ago.
                    outcomes.flush();
                });
    }

    private static Outcome setAside(long id) {
        return new Outcome.Refused(id, ErrorCode.UNPROCESSABLE, null, ErrorCode.UNPROCESSABLE.meaning());
    }

    private static Outcome tryAgain(long id) {
        return new Outcome.Refused(id, ErrorCode.UNAVAILABLE, null, ErrorCode.UNAVAILABLE.meaning());
    }
}
