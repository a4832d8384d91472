/** The search API. */
@NullMarked
package io.parley.indexer.search;

import org.jspecify.annotations.NullMarked;
