/** What a gateway asks of chat-core. */
@NullMarked
package io.parley.realtime.core;

import org.jspecify.annotations.NullMarked;
