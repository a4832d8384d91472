/** What users have begun to write, shared between their devices. */
@NullMarked
package io.parley.core.draft;

import org.jspecify.annotations.NullMarked;
