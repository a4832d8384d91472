/** A frame as bytes, made once for all sockets that it goes to. */
@NullMarked
package io.parley.realtime.frame;

import org.jspecify.annotations.NullMarked;
