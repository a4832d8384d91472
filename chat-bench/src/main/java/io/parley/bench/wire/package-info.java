/**
 * A raw client for many connections on one thread: what a chat server's client library would cost must not be measured
 * with the server.
 */
@NullMarked
package io.parley.bench.wire;

import org.jspecify.annotations.NullMarked;
