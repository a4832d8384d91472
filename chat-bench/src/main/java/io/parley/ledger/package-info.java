/** The ledger: what was acknowledged against what is there, while every part dies. {@code ./chat ledger}. */
@NullMarked
package io.parley.ledger;

import org.jspecify.annotations.NullMarked;
