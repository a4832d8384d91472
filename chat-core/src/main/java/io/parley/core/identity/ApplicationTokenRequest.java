package io.parley.core.identity;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** Asks for the identity behind an application token. */
final class ApplicationTokenRequest extends BaseAuthenticationRequest {
    private final String token;

    ApplicationTokenRequest(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }
}
