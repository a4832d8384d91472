/** What of an application's messages a user may not see, for services that find them elsewhere than in the database. */
@NullMarked
package io.parley.core.view;

import org.jspecify.annotations.NullMarked;
