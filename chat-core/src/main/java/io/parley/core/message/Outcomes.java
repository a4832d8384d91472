package io.parley.core.message;

import io.parley.amqp.Outgoing;
import io.parley.contract.Json;
import io.parley.contract.broker.Outcome;
import io.parley.contract.broker.OutcomeBundle;
import io.parley.core.broker.Broker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Tells the nodes that sent commands what became of them: all that is known when a batch has ended goes to a node in one
 * message, since what costs the broker is the number of messages.
 */
@ApplicationScoped
class Outcomes {
    /** After this nobody waits for an outcome any more. */
    private static final Duration TTL = Duration.ofSeconds(60);

    private final Broker broker;
    private final Queue<BundleInProgress> ready = new ConcurrentLinkedQueue<>();

    Outcomes(Broker broker) {
        this.broker = broker;
    }

    /** All of that bundle's outcomes are known; the next {@link #flush()} sends them. From any thread. */
    void add(BundleInProgress bundle) {
        ready.add(bundle);
    }

    /** Sends what is ready, and settles the bundles that it came in. From any thread. */
    void flush() {
        Map<String, List<BundleInProgress>> origins = new HashMap<>();
        for (BundleInProgress next = ready.poll(); next != null; next = ready.poll()) {
            origins.computeIfAbsent(next.origin(), origin -> new ArrayList<>()).add(next);
        }
        origins.forEach((origin, bundles) -> {
            List<Outcome> outcomes = bundles.stream()
                    .flatMap(bundle -> bundle.outcomes().stream())
                    .toList();
            // Settled also when the outcomes could not be sent: all is stored, and the origin asks again.
            send(origin, outcomes).whenComplete((ignored, failure) -> bundles.forEach(BundleInProgress::settle));
        });
    }

    private CompletionStage<Void> send(String origin, List<Outcome> outcomes) {
        return broker.link()
                .send(Outgoing.passing(
                        broker.addresses().outcomes(origin),
                        Json.bytes(new OutcomeBundle(outcomes)),
                        "application/json",
                        TTL));
    }
}
