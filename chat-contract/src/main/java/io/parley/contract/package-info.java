/** What every part of Parley agrees on: names, bounds and the JSON mapper. Free of Quarkus, so that clients can use it. */
@NullMarked
package io.parley.contract;

import org.jspecify.annotations.NullMarked;
