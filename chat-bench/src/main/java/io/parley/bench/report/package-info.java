/** What was measured, and how it is shown: on the terminal, as JSON lines, as one HTML page. */
@NullMarked
package io.parley.bench.report;

import org.jspecify.annotations.NullMarked;
