package io.parley.client;

/**
 * Where bearer tokens come from. Asked before each request and each connection, and about a minute before the token of an open
 * socket expires, from any thread, mostly a virtual one; it may block. An implementation should keep a token while it is
 * good.
 */
@FunctionalInterface
public interface TokenSupplier {
    /** An access token of Keycloak, or an application token; without the word {@code Bearer}. */
    String token();

    /**
     * A token that outlives this one, which is about to expire, or was refused. A supplier that keeps tokens should get a new one
     * then, whatever it holds; unless it is taught to, {@link #token()} answers, and is asked again later where that is the same.
     */
    default String renewed(String expiring) {
        return token();
    }
}
