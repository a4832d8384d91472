package io.parley.contract.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @Test
    void allAddressesBeginWithThePrefix() {
        Addresses addresses = new Addresses("chat");

        assertEquals("chat.ingest", addresses.ingest());
        assertEquals("chat.events", addresses.events());
        assertEquals("chat.indexer", addresses.indexerQueue());
        assertEquals("chat.outcomes.realtime-1", addresses.outcomes("realtime-1"));
        assertEquals("chat.dlq", addresses.deadLetters());
    }

    /** A dot, a star or a hash would reach into another installation's addresses. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "*", "#", "a b", "ä", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void aPrefixIsOneWord(String prefix) {
        assertThrows(IllegalArgumentException.class, () -> new Addresses(prefix));
    }
}
