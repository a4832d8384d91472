/** What is true only now: who is online, who writes, signals, markers that move, and who must go. All on the hub. */
@NullMarked
package io.parley.realtime.live;

import org.jspecify.annotations.NullMarked;
