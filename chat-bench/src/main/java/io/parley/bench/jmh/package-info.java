/** The hot pieces by themselves, for JMH: {@code ./chat bench --jmh}. */
@NullMarked
package io.parley.bench.jmh;

import org.jspecify.annotations.NullMarked;
