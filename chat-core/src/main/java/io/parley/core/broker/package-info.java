/** chat-core's link to the broker. */
@NullMarked
package io.parley.core.broker;

import org.jspecify.annotations.NullMarked;
