/** Every refusal as a problem of RFC 9457. Imports no feature. */
@NullMarked
package io.parley.indexer.error;

import org.jspecify.annotations.NullMarked;
