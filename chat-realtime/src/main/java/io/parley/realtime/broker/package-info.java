/** The gateway's link to the AMQP broker. */
@NullMarked
package io.parley.realtime.broker;

import org.jspecify.annotations.NullMarked;
