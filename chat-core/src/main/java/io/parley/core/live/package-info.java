/** What is true only now, told to all gateways: see {@code docs/protocol/amqp.md}, chat.live. */
@NullMarked
package io.parley.core.live;

import org.jspecify.annotations.NullMarked;
