/**
 * A link to the AMQP 1.0 broker (OASIS AMQP 1.0, 2012) over the Vert.x client.
 *
 * <p>Made because two things must be known exactly here, which the messaging connector on top of the same client hides:
 * what became of every message that was sent when the connection broke, and when a subscription was lost and is back.
 */
@NullMarked
package io.parley.amqp;

import org.jspecify.annotations.NullMarked;
