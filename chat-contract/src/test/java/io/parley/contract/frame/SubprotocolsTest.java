package io.parley.contract.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SubprotocolsTest {
    @Test
    void theBearerEntryIsWhatEncodeUriComponentGivesInABrowser() {
        assertEquals("quarkus-http-upgrade%23Authorization%23Bearer%20eyJ.a-b_c.d", Subprotocols.bearer("eyJ.a-b_c.d"));
    }
}
