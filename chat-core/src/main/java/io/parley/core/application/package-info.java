/** Applications and their tokens. */
@NullMarked
package io.parley.core.application;

import org.jspecify.annotations.NullMarked;
