/** The WebSocket endpoint: who may open one, and what a frame must look like. */
@NullMarked
package io.parley.realtime.socket;

import org.jspecify.annotations.NullMarked;
