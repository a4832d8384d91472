package io.parley.core.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is kept under a caller's key, so that the key is needed to read it: the row's name is a hash of the key, and the row's
 * content is encrypted with another one (AES-256-GCM). Who has the database alone, or a copy of it, learns no token from it.
 *
 * @param id the name of the row: 32 bytes
 */
record Sealed(byte[] id, SecretKeySpec secret) {
    private static final String HASH = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Sealed of(String caller, String key) {
        byte[] both = (caller + '\n' + key).getBytes(StandardCharsets.UTF_8);
        return new Sealed(
                hash("parley idempotency id", both), new SecretKeySpec(hash("parley idempotency seal", both), "AES"));
    }

    private static byte[] hash(String purpose, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(new SecretKeySpec(purpose.getBytes(StandardCharsets.UTF_8), HASH));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What only one request at a time may hold: 64 bits, whose rare coincidence makes one of two wait. */
    long lock() {
        return ByteBuffer.wrap(id).getLong();
    }

    byte[] seal(byte[] text) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, text, 0);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    byte[] open(byte[] sealed) {
        return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), sealed, NONCE_BYTES);
    }

    private byte[] cipher(int mode, byte[] nonce, byte[] text, int from) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(text, from, text.length - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
