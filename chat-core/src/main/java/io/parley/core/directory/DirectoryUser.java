package io.parley.core.directory;

import org.jspecify.annotations.Nullable;

/**
 * A user of the realm.
 *
 * @param id the {@code sub} of the user's tokens
 * @param username the name in the realm, where known
 * @param displayName first and last name, where known
 */
public record DirectoryUser(
        String id, @Nullable String username, @Nullable String displayName) {}
