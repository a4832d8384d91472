/** Who is in a chat, and in which role. */
@NullMarked
package io.parley.core.subscription;

import org.jspecify.annotations.NullMarked;
