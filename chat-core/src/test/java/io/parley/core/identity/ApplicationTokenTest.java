package io.parley.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.core.ops.Ids;
import org.junit.jupiter.api.Test;

class ApplicationTokenTest {
    private final Ids ids = new Ids();

    @Test
    void aGeneratedTokenIsWellFormedAndNoTwoAreAlike() {
        String token = ApplicationToken.generate(ids);

        assertTrue(token.matches("parley_[0-9A-Za-z]{38}"), token);
        assertTrue(ApplicationToken.wellFormed(token));
        assertNotEquals(token, ApplicationToken.generate(ids));
    }

    @Test
    void aKnownSecretHasAKnownChecksum() {
        // Computed apart from this code. Another outcome would void every token that was ever issued.
        assertTrue(ApplicationToken.wellFormed("parley_" + "0".repeat(32) + "2wjyrI"));
    }

    @Test
    void oneWrongCharacterShowsInTheChecksum() {
        String token = ApplicationToken.generate(ids);
        for (int i = "parley_".length(); i < token.length(); i++) {
            char other = token.charAt(i) == 'x' ? 'y' : 'x';
            String mistyped = token.substring(0, i) + other + token.substring(i + 1);
            assertFalse(ApplicationToken.wellFormed(mistyped), mistyped);
        }
    }

    @Test
    void otherLengthsAndAlphabetsAreNoTokens() {
        String token = ApplicationToken.generate(ids);
        assertFalse(ApplicationToken.wellFormed(token + "0"));
        assertFalse(ApplicationToken.wellFormed(token.substring(0, token.length() - 1)));
        assertFalse(ApplicationToken.wellFormed("parley_"));
        assertFalse(ApplicationToken.wellFormed(token.replace(token.charAt(10), 'ä')));
        assertEquals(32, ApplicationToken.hash(token).length);
    }
}
