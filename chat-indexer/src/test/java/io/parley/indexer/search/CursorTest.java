package io.parley.indexer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.contract.error.ContractException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final int SEARCH = 7;

    @Test
    void theDayThatAgesCountToStaysThatOfTheFirstPage() {
        // Given
        Cursor cursor = new Cursor(20_781, 3.25, 1_795_000_000_000L, "lunch", 42);
        // When
        Cursor read = Cursor.read(cursor.write(SEARCH), SEARCH);
        // Then
        assertEquals(cursor, read);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 3_000_000, Long.MAX_VALUE})
    void aDayThatIsNoneIsRefused(long day) {
        // Given
        String cursor = new Cursor(day, 1, 1, "lunch", 1).write(SEARCH);
        // When and then
        assertThrows(ContractException.class, () -> Cursor.read(cursor, SEARCH));
    }
}
