package io.parley.stack.test;

/**
 * A person in Keycloak.
 *
 * @param id the {@code sub} of their tokens
 */
public record TestUser(String id, String username, String password) {}
