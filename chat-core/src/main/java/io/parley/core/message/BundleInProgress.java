package io.parley.core.message;

import io.parley.amqp.Delivery;
import io.parley.contract.broker.CommandBundle;
import io.parley.contract.broker.Outcome;
import java.util.ArrayList;
import java.util.List;

/** A bundle whose commands are on their way; when the last has its outcome, it is handed to {@link Outcomes}. */
final class BundleInProgress {
    private final CommandBundle bundle;
    private final Delivery delivery;
    private final Outcomes ready;
    private final List<Outcome> outcomes;

    BundleInProgress(CommandBundle bundle, Delivery delivery, Outcomes ready) {
        this.bundle = bundle;
        this.delivery = delivery;
        this.ready = ready;
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
        ready.add(this);
    }

    String origin() {
        return bundle.origin();
    }

    /** Complete once this was handed over. */
    List<Outcome> outcomes() {
        return outcomes;
    }

    void settle() {
        delivery.accept();
    }
}
