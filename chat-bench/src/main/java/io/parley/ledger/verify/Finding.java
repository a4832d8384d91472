package io.parley.ledger.verify;

/**
 * A difference between what must be and what is.
 *
 * @param where chat and reader
 * @param what exactly
 * @param atMillis the moment that it belongs to, in milliseconds since the epoch
 */
public record Finding(Kind kind, String where, String what, long atMillis) {
    /** What is wrong. */
    public enum Kind {
        /** Acknowledged or stored, and not there where it must be. */
        LOST("lost"),
        /** There, or given, more than once. */
        DOUBLED("doubled"),
        /** Given after something that it must come before. */
        OUT_OF_ORDER("out of order"),
        /** A number that nothing has. */
        HOLE("holes"),
        /** There, but not what was acknowledged or stored. */
        DIFFERENT("acked but different"),
        /** Given to somebody who must not see it. */
        LEAKED("seen by who must not"),
        /** Never answered, though all is healed. */
        UNANSWERED("unanswered"),
        /** Acknowledged or delivered while it cannot have been committed. */
        TOO_EARLY("before its commit"),
        /** Refused, though the sender was allowed to all the time. */
        WRONGLY_REFUSED("wrongly refused");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** For people. */
        public String title() {
            return title;
        }
    }
}
