/** What changed since: for clients that come back, and for gateways that missed something. */
@NullMarked
package io.parley.core.sync;

import org.jspecify.annotations.NullMarked;
