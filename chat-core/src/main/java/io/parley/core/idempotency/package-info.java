/** {@code Idempotency-Key}: what a request made is made once, and its answer is given again. */
@NullMarked
package io.parley.core.idempotency;

import org.jspecify.annotations.NullMarked;
