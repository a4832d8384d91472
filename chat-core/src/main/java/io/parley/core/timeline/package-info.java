/**
 * A chat's timeline: who may give out {@code rev}s, how what was committed reaches the broker, and what changed since.
 *
 * <p>The chat's row is the outbox. Whoever changes a chat locks its row, takes the next revs, writes the state with them and
 * commits; then publishes. {@code published_rev} follows {@code last_rev}; the {@link io.parley.core.timeline.Sweeper}
 * publishes from the state tables what was committed and never published.
 */
@NullMarked
package io.parley.core.timeline;

import org.jspecify.annotations.NullMarked;
