/** How much a connection, a user or a chat may do in a time. */
@NullMarked
package io.parley.realtime.limit;

import org.jspecify.annotations.NullMarked;
