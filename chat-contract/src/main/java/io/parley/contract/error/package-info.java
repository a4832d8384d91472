/** The one table of errors and of socket close codes. */
@NullMarked
package io.parley.contract.error;

import org.jspecify.annotations.NullMarked;
