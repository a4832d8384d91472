/** The search engine: a client that tells refusals from absences, the indexes, and the documents of messages. */
@NullMarked
package io.parley.indexer.index;

import org.jspecify.annotations.NullMarked;
