/** What a user chose in an application: who may notice the user; and when the user was last online. */
@NullMarked
package io.parley.core.settings;

import org.jspecify.annotations.NullMarked;
