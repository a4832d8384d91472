/** What every part of the launcher uses. */
@NullMarked
package io.parley.stack;

import org.jspecify.annotations.NullMarked;
