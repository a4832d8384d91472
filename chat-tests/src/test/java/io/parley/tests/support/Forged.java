package io.parley.tests.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** Tokens (RFC 7519) that somebody made who has seen a good one, but has no key. */
public final class Forged {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Forged() {}

    /** The same claims, and a header that says that no signature is needed. */
    public static String unsigned(String token) {
        return encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + claims(token) + ".";
    }

    /** The same header and claims, signed with a key of one's own. */
    public static String signedByAnother(String token) {
        String signed = token.substring(0, token.lastIndexOf('.'));
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            PrivateKey key = keys.generateKeyPair().getPrivate();
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + ENCODER.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Another subject under the old signature. */
    public static String ofAnotherSubject(String token, String subject) {
        try {
            ObjectNode claims =
                    (ObjectNode) Json.MAPPER.readTree(Base64.getUrlDecoder().decode(claims(token)));
            claims.put("sub", subject);
            String[] parts = token.split("\\.", -1);
            return parts[0] + "." + encoded(claims.toString()) + "." + parts[2];
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String claims(String token) {
        return token.split("\\.", -1)[1];
    }

    private static String encoded(String json) {
        return ENCODER.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
