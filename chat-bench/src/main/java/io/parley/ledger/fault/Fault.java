package io.parley.ledger.fault;

import java.util.random.RandomGenerator;

/**
 * Something that can be done to the installation, and is healed again.
 *
 * @param id its kind, as {@code --faults} and reports name it
 * @param target what of the installation it touches; two faults that touch the same never happen at the same time
 * @param shortly what a short run can afford
 * @param steps does it: returns when it is healed
 */
record Fault(String id, String target, boolean shortly, Steps steps) {
    /** Does it. */
    @FunctionalInterface
    interface Steps {
        /**
         * Breaks, waits, heals.
         *
         * @param random drawn from the seed; decides for how long, and other details
         * @param pace how long it may last
         * @return what was done, for people
         */
        String run(RandomGenerator random, Pace pace) throws InterruptedException;
    }

    static final String WHOLE_BROKER = "broker";
}
