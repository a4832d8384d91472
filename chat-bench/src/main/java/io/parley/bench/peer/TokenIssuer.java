package io.parley.bench.peer;

import io.parley.stack.server.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Whose tokens a peer accepts.
 *
 * @param keys its public keys, a JWK Set (RFC 7517)
 * @param issuer the tokens' {@code iss}
 * @param audience what must be among the tokens' {@code aud}
 */
public record TokenIssuer(String keys, String issuer, String audience) {
    private static final String AUDIENCE = "parley-api";

    /** The realm that Parley itself trusts, with the keys that it has now. */
    public static TokenIssuer of(Endpoint.Keycloak keycloak) {
        String realm = keycloak.realm().toString();
        try (InputStream certificates = keycloak.realm()
                .resolve(realm + "/protocol/openid-connect/certs")
                .toURL()
                .openStream()) {
            return new TokenIssuer(new String(certificates.readAllBytes(), StandardCharsets.UTF_8), realm, AUDIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
