/** How users come into chats by themselves or many at once: direct chats, open chats, invites, requests, batches. */
@NullMarked
package io.parley.core.joining;

import org.jspecify.annotations.NullMarked;
