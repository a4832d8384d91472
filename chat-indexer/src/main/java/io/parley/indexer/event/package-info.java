/** Receives events from the broker and writes them, batch by batch; a delivery is accepted once all of it is indexed. */
@NullMarked
package io.parley.indexer.event;

import org.jspecify.annotations.NullMarked;
