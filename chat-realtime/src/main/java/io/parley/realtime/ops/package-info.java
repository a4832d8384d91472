/** Health, metrics, start-up checks and draining. */
@NullMarked
package io.parley.realtime.ops;

import org.jspecify.annotations.NullMarked;
