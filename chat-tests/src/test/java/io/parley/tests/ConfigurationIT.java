package io.parley.tests;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.stack.StackException;
import io.parley.tests.support.Parley;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is configured wrongly is said at the start. */
class ConfigurationIT {
    @Test
    void aKeyThatNobodyReadsStopsTheStartAndTheNearestOneIsNamed() {
        StackException failed = assertThrows(
                StackException.class, () -> Parley.shared().anotherCore(Map.of("parley.mesage.send-wait", "1s")));

        assertTrue(failed.getMessage().contains("There is no key parley.mesage.send-wait"), failed.getMessage());
        assertTrue(failed.getMessage().contains("the nearest is parley.message.send-wait"), failed.getMessage());
    }

    @Test
    void aKeyThatNobodyReadsBesideOthersThatAreReadStopsTheStartToo() {
        StackException failed = assertThrows(
                StackException.class, () -> Parley.shared().anotherCore(Map.of("parley.message.sendwait", "1s")));

        assertTrue(failed.getMessage().contains("the nearest is parley.message.send-wait"), failed.getMessage());
    }
}
