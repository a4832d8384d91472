/** Parley for Java programs: REST by {@link ParleyClient}, the live connection by {@link ChatSocket}. */
@NullMarked
package io.parley.client;

import org.jspecify.annotations.NullMarked;
