package io.parley.ledger.evidence;

/**
 * A time in which nothing could be committed, since the messages' table was locked.
 *
 * @param fromMillis when the lock was held for certain
 * @param toMillis when it was still held for certain
 */
public record Locked(long fromMillis, long toMillis) {}
