/** Processes of the stack: none outlives the launcher, and none is mistaken for another. */
@NullMarked
package io.parley.stack.process;

import org.jspecify.annotations.NullMarked;
