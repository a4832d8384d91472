/** The load driver: {@code ./chat bench}. */
@NullMarked
package io.parley.bench;

import org.jspecify.annotations.NullMarked;
