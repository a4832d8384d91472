/** Chats: creating, reading, renaming. */
@NullMarked
package io.parley.core.chat;

import org.jspecify.annotations.NullMarked;
