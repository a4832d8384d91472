/** What senders and receivers noted: acknowledgements, events, faults and their times. */
@NullMarked
package io.parley.ledger.evidence;

import org.jspecify.annotations.NullMarked;
