package io.parley.core.ops;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.UUID;

/** The one source of randomness: ids and secrets that nobody can guess. */
@Singleton
public class Ids {
    private static final String BASE32 = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int SHORT_ID_CHARS = 16;

    private final SecureRandom random = new SecureRandom();

    /** A random UUID (RFC 9562, version 4). */
    public UUID uuid() {
        return UUID.randomUUID();
    }

    /** 16 characters of Crockford's base 32 in lower case: 80 random bits, short enough to be read out. */
    public String shortId() {
        return text(BASE32, SHORT_ID_CHARS);
    }

    /** So many characters, each drawn evenly from the alphabet. */
    public String text(String alphabet, int chars) {
        StringBuilder text = new StringBuilder(chars);
        for (int i = 0; i < chars; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
