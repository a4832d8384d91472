package io.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BearerTokenTest {
    @Test
    void tokenIsWhatFollowsTheSchemeInAnyCase() {
        assertEquals("a.b.c", BearerToken.of("Bearer a.b.c"));
        assertEquals("a.b.c", BearerToken.of("bearer   a.b.c"));
        assertEquals("", BearerToken.of("Bearer "));
        assertNull(BearerToken.of("Basic YTpi"));
        assertNull(BearerToken.of(null));
    }

    @Test
    void jsonWebTokenHasThreePartsOfWhichOnlyTheLastMayBeEmpty() {
        assertTrue(BearerToken.isJsonWebToken("a-_.b1.c"));
        assertTrue(BearerToken.isJsonWebToken("a.b."));
        for (String token : List.of("", "..", "a..", ".b.", "..c", "a.b", "a.b.c.d", "a b.c.d", "\u00e4.b.c", "null")) {
            assertFalse(BearerToken.isJsonWebToken(token), token);
        }
    }
}
