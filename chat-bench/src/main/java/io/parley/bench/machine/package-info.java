/** What the machine's processes use, and what the machine can do at all. */
@NullMarked
package io.parley.bench.machine;

import org.jspecify.annotations.NullMarked;
