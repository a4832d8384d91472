/** Where things lie in a checkout. */
@NullMarked
package io.parley.stack.layout;

import org.jspecify.annotations.NullMarked;
