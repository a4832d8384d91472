/** The installation that is broken: its servers, its services and the links between them. */
@NullMarked
package io.parley.ledger.part;

import org.jspecify.annotations.NullMarked;
