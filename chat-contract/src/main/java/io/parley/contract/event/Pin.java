package io.parley.contract.event;

import java.time.Instant;

/**
 * A message is pinned in its chat.
 *
 * @param by who pinned it: a user's id, or {@code application:<id>}
 * @param at since when, to the millisecond
 */
public record Pin(String by, Instant at) {}
