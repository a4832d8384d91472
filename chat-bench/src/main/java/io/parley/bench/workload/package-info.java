/** What is done to the servers, and how it is measured. */
@NullMarked
package io.parley.bench.workload;

import org.jspecify.annotations.NullMarked;
