/** What became true in a chat. Every event carries the current state of the thing that changed. */
@NullMarked
package io.parley.contract.event;

import org.jspecify.annotations.NullMarked;
