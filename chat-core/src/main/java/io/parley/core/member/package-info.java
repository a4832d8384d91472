/** Who is part of an application: listing, removing and banning. */
@NullMarked
package io.parley.core.member;

import org.jspecify.annotations.NullMarked;
