/** Up to where members have read and received: moving it, telling it, and what is unread. */
@NullMarked
package io.parley.core.marker;

import org.jspecify.annotations.NullMarked;
