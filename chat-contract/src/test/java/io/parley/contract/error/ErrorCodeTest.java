package io.parley.contract.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {
    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void theNameOnTheWireIsReadBack(ErrorCode code) {
        assertEquals(code, ErrorCode.of(code.wire()));
        assertEquals(code, Json.read(Json.string(code), ErrorCode.class));
        assertTrue(code.wire().matches("[a-z]+(_[a-z]+)*"), code::wire);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void theStatusSaysWhoIsToBlame(ErrorCode code) {
        assertTrue(code.status() >= 400 && code.status() < 600);
        boolean passes = code.status() >= 500 || code.status() == 429 || code == ErrorCode.IDEMPOTENCY_KEY_IN_USE;
        assertEquals(passes, code.retryable(), "retryable");
        assertTrue(code.type().matches("/problems/[a-z-]+"), code::type);
        assertTrue(code.meaning().endsWith("."), code::meaning);
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ErrorCode.of("no_such_code"));
    }

    @Test
    void aProblemNamesTheFieldToBlame() {
        Problem problem = Problem.of(ContractException.invalid("text", "text must not be blank"), "/v1/x", "trace");

        assertEquals(400, problem.status());
        assertEquals("/problems/invalid-request", problem.type());
        assertEquals(List.of(new Problem.FieldError("text", "text must not be blank")), problem.errors());
    }

    @Test
    void aProblemOfNoFieldNamesNone() {
        Problem problem = Problem.of(new ContractException(ErrorCode.CHAT_NOT_FOUND), null, null);

        assertNull(problem.errors());
        assertEquals(ErrorCode.CHAT_NOT_FOUND.meaning(), problem.detail());
    }
}
