/** Health, and what must not start. */
@NullMarked
package io.parley.indexer.ops;

import org.jspecify.annotations.NullMarked;
