/** Which local connections may see which chats, and what was already passed on to them. */
@NullMarked
package io.parley.realtime.watch;

import org.jspecify.annotations.NullMarked;
