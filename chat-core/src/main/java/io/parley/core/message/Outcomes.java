package io.parley.core.message;

import io.parley.amqp.Outgoing;
import io.parley.contract.Json;
import io.parley.contract.broker.Outcome;
import io.parley.contract.broker.OutcomeBundle;
import io.parley.core.broker.Broker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Tells the nodes that sent commands what became of them. */
@ApplicationScoped
class Outcomes {
    /** After this nobody waits for an outcome any more. */
    private static final Duration TTL = Duration.ofSeconds(60);

    private final Broker broker;

    Outcomes(Broker broker) {
        this.broker = broker;
    }

    CompletionStage<Void> send(String origin, List<Outcome> outcomes) {
        return broker.link()
                .send(Outgoing.passing(
                        broker.addresses().outcomes(origin),
                        Json.bytes(new OutcomeBundle(outcomes)),
                        "application/json",
                        TTL));
    }
}
