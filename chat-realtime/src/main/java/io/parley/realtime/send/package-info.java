/** Commands on their way to chat-core, and what became of them. */
@NullMarked
package io.parley.realtime.send;

import org.jspecify.annotations.NullMarked;
