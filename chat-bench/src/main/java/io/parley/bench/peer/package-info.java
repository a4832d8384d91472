/** Other chat servers, which Parley is compared with: how each is installed, started and spoken to. */
@NullMarked
package io.parley.bench.peer;

import org.jspecify.annotations.NullMarked;
