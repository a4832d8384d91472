package io.parley.contract.broker;

import java.util.List;

/** What happened in a moment, in one AMQP message on {@link Addresses#live()}, in the order in which it happened. */
public record LiveBundle(List<Live> live) {
    /** Entries of one bundle. */
    public static final int MAX = 500;

    public LiveBundle {
        live = List.copyOf(live);
    }
}
