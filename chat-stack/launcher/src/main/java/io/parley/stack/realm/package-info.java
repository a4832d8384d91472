/** The Keycloak realm of development and tests, put together from the project's files. */
@NullMarked
package io.parley.stack.realm;

import org.jspecify.annotations.NullMarked;
