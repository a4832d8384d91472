/** The gateway: sockets on one side, the broker and chat-core on the other; keeps no state that matters. */
@NullMarked
package io.parley.realtime;

import org.jspecify.annotations.NullMarked;
