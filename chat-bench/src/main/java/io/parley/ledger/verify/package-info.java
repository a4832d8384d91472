/** Compares everything that tells of the messages, and names each difference. */
@NullMarked
package io.parley.ledger.verify;

import org.jspecify.annotations.NullMarked;
