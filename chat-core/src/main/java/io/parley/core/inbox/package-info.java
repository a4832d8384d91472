/** Who am I, my chats, my read marker. */
@NullMarked
package io.parley.core.inbox;

import org.jspecify.annotations.NullMarked;
