/** What travels on AMQP 1.0: addresses, lanes, bundles of commands, outcomes and events. */
@NullMarked
package io.parley.contract.broker;

import org.jspecify.annotations.NullMarked;
