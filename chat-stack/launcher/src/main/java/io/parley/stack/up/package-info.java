/** The commands of the launcher. */
@NullMarked
package io.parley.stack.up;

import org.jspecify.annotations.NullMarked;
