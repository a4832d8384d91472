/** Every failure as an RFC 9457 problem. */
@NullMarked
package io.parley.core.error;

import org.jspecify.annotations.NullMarked;
