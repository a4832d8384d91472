/** Who may do what: the one matrix that REST, sockets and the batch writer ask. */
@NullMarked
package io.parley.contract.permission;

import org.jspecify.annotations.NullMarked;
