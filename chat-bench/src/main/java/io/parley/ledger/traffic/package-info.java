/** People who write, read and administrate while everything breaks; what they do is drawn from a seed. */
@NullMarked
package io.parley.ledger.traffic;

import org.jspecify.annotations.NullMarked;
