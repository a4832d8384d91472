/** Plots as SVG, without a library: a page must show them without a network. Colours are the page's. */
@NullMarked
package io.parley.bench.plot;

import org.jspecify.annotations.NullMarked;
