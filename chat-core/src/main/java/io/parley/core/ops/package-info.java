/** What every feature stands on: the clock, randomness, the node's name, request ids, health. */
@NullMarked
package io.parley.core.ops;

import org.jspecify.annotations.NullMarked;
