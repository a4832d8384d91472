/** JDBC in the few shapes that the features need. */
@NullMarked
package io.parley.core.database;

import org.jspecify.annotations.NullMarked;
