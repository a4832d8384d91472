/** Small TCP proxies that stand between two parts, and fail as networks do. */
@NullMarked
package io.parley.ledger.proxy;

import org.jspecify.annotations.NullMarked;
