/** Who a user of the realm is, from tokens and from Keycloak. */
@NullMarked
package io.parley.core.directory;

import org.jspecify.annotations.NullMarked;
