package io.parley.core.message;

import io.parley.amqp.Delivery;
import io.parley.contract.broker.CommandBundle;
import io.parley.contract.broker.Outcome;
import java.util.ArrayList;
import java.util.List;

/** A bundle whose commands are on their way; when the last has its outcome, the origin is told and the bundle settled. */
final class BundleInProgress {
    private final CommandBundle bundle;
    private final Delivery delivery;
    private final Outcomes sender;
    private final List<Outcome> outcomes;

    BundleInProgress(CommandBundle bundle, Delivery delivery, Outcomes sender) {
        this.bundle = bundle;
        this.delivery = delivery;
        this.sender = sender;
        this.outcomes = new ArrayList<>(bundle.commands().size());
        if (bundle.commands().isEmpty()) {
            delivery.accept();
        }
    }

    /** From any thread. */
    void add(Outcome outcome) {
        synchronized (this) {
            outcomes.add(outcome);
            if (outcomes.size() < bundle.commands().size()) {
                return;
            }
        }
        // Settled also when the outcomes could not be sent: all is stored, and the origin asks again.
        sender.send(bundle.origin(), List.copyOf(outcomes)).whenComplete((ignored, failure) -> delivery.accept());
    }
}
