/** Everything that is stored, for services of the same installation that keep a copy of it. */
@NullMarked
package io.parley.core.export;

import org.jspecify.annotations.NullMarked;
