/** Who calls, and what that caller may see and do: the one place that answers. */
@NullMarked
package io.parley.core.identity;

import org.jspecify.annotations.NullMarked;
