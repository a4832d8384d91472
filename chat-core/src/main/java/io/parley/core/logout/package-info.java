/** Sessions that end at the identity provider: told by it, kept until their access tokens have expired, refused until then. */
@NullMarked
package io.parley.core.logout;

import org.jspecify.annotations.NullMarked;
