/** The one event loop that owns all shared state of a gateway. */
@NullMarked
package io.parley.realtime.loop;

import org.jspecify.annotations.NullMarked;
