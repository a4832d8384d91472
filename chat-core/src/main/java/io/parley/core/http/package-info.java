/** What resources share: pages and cursors, merge patches, entity tags. */
@NullMarked
package io.parley.core.http;

import org.jspecify.annotations.NullMarked;
