package io.parley.core.identity;

import io.parley.core.ops.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;

/**
 * The secret of an application: {@code parley_}, 32 random characters of base 62, and their CRC-32 as 6 more. The prefix
 * lets secret scanners find a leaked one; the checksum tells a mistyped one from a revoked one without a look-up.
 */
public final class ApplicationToken {
    public static final String PREFIX = "parley_";

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SECRET_CHARS = 32;
    private static final int CHECKSUM_CHARS = 6;

    private ApplicationToken() {}

    /** A new token: 190 random bits. */
    public static String generate(Ids ids) {
        String secret = ids.text(BASE62, SECRET_CHARS);
        return PREFIX + secret + checksum(secret);
    }

    /** Whether this can be a token at all; says nothing of whether it is good. */
    public static boolean wellFormed(String token) {
        if (token.length() != PREFIX.length() + SECRET_CHARS + CHECKSUM_CHARS || !token.startsWith(PREFIX)) {
            return false;
        }
        String secret = token.substring(PREFIX.length(), PREFIX.length() + SECRET_CHARS);
        return secret.chars().allMatch(c -> BASE62.indexOf(c) >= 0) && token.endsWith(checksum(secret));
    }

    /** What is stored of it: SHA-256. With 190 random bits a slow hash would add nothing. */
    public static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String checksum(String secret) {
        CRC32 crc = new CRC32();
        crc.update(secret.getBytes(StandardCharsets.US_ASCII));
        char[] digits = new char[CHECKSUM_CHARS];
        long rest = crc.getValue();
        for (int i = CHECKSUM_CHARS - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(digits);
    }
}
