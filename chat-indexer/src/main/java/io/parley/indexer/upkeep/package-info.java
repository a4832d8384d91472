/** Holds the index against what is stored, mends it, and builds it anew; one indexer at a time does so. */
@NullMarked
package io.parley.indexer.upkeep;

import org.jspecify.annotations.NullMarked;
