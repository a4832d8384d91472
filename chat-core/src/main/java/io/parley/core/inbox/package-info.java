/** Who am I, my chats. */
@NullMarked
package io.parley.core.inbox;

import org.jspecify.annotations.NullMarked;
