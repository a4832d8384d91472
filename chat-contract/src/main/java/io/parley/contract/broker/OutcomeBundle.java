package io.parley.contract.broker;

import java.util.List;

/** Outcomes for one node in one AMQP message on {@link Addresses#outcomes(String)}. */
public record OutcomeBundle(List<Outcome> outcomes) {
    public OutcomeBundle {
        outcomes = List.copyOf(outcomes);
    }
}
