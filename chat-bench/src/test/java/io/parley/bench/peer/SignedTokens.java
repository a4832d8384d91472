package io.parley.bench.peer;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;

/** Tokens as Keycloak signs them, with a key of the test's own. */
final class SignedTokens {
    private static final String ISSUER = "http://127.0.0.1/realms/test";
    private static final String AUDIENCE = "parley-api";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;

    SignedTokens() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    TokenIssuer issuer() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return new TokenIssuer(
                "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"test\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\""
                        + encoded(key.getModulus()) + "\",\"e\":\"" + encoded(key.getPublicExponent()) + "\"}]}",
                ISSUER,
                AUDIENCE);
    }

    String token(String user) throws GeneralSecurityException {
        String signed = encoded("{\"alg\":\"RS256\",\"kid\":\"test\"}") + "."
                + encoded("{\"iss\":\"" + ISSUER + "\",\"aud\":\"" + AUDIENCE + "\",\"sub\":\"" + user + "\",\"exp\":"
                        + Instant.now().plusSeconds(600).getEpochSecond() + "}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + BASE64.encodeToString(signature.sign());
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
    }
}
