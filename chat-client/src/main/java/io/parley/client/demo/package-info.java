/** A walk through Parley that checks each of its steps. */
@NullMarked
package io.parley.client.demo;

import org.jspecify.annotations.NullMarked;
