package io.parley.client;

/**
 * Where bearer tokens come from. Asked before each request and each connection, from any thread, so that a short-lived
 * token is renewed by answering with the next one; an implementation should keep a token while it is good.
 */
@FunctionalInterface
public interface TokenSupplier {
    /** An access token of Keycloak, or an application token; without the word {@code Bearer}. */
    String token();
}
