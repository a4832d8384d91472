package io.parley.contract.event;

import java.time.Instant;

/**
 * How a thread stands, on the message that began it. Counted are replies that everyone who may see this message may see, and
 * that were not deleted.
 *
 * @param count how many; 1 or more
 * @param lastSeq the newest of them
 * @param lastAt when that was stored
 */
public record Replies(long count, long lastSeq, Instant lastAt) {}
