/** The table at the end of a run. */
@NullMarked
package io.parley.ledger.report;

import org.jspecify.annotations.NullMarked;
