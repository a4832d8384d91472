/** A server that only fans out: the floor under every chat server. */
@NullMarked
package io.parley.bench.bare;

import org.jspecify.annotations.NullMarked;
