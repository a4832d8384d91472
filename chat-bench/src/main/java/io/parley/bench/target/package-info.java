/** The servers that are put under load, and the people in them. */
@NullMarked
package io.parley.bench.target;

import org.jspecify.annotations.NullMarked;
