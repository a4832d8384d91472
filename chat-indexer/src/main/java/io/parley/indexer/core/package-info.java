/** chat-core, as an indexer asks it: what is stored. */
@NullMarked
package io.parley.indexer.core;

import org.jspecify.annotations.NullMarked;
