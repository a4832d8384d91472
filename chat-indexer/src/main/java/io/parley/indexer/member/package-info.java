/** Who is in which chat, one document for each user of an application; what searches are allowed by. */
@NullMarked
package io.parley.indexer.member;

import org.jspecify.annotations.NullMarked;
