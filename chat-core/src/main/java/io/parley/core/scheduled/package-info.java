/** Messages that are sent later. */
@NullMarked
package io.parley.core.scheduled;

import org.jspecify.annotations.NullMarked;
