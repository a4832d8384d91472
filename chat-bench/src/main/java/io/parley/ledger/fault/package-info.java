/** Everything that can be done to a part, and the order in which a run does it. */
@NullMarked
package io.parley.ledger.fault;

import org.jspecify.annotations.NullMarked;
