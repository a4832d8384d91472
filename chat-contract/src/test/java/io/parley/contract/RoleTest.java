package io.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleTest {
    @ParameterizedTest
    @EnumSource(Role.class)
    void theNameInTheDatabaseIsTheNameInJson(Role role) {
        assertEquals("\"" + role.wire() + "\"", Json.string(role));
        assertEquals(role, Role.of(role.wire()));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Role.of("OWNER"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("owner, moderator, member, reader"));
    }
}
