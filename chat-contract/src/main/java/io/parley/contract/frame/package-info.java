/** The JSON text frames of the socket, protocol version 1. */
@NullMarked
package io.parley.contract.frame;

import org.jspecify.annotations.NullMarked;
