/** Traffic, and the account of what became of each message. */
@NullMarked
package io.parley.bench.load;

import org.jspecify.annotations.NullMarked;
