package io.parley.stack.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    private final ProcessIdentity current = ProcessIdentity.current();

    @Test
    void aRunningProcessIsRecognized() {
        assertTrue(current.alive());
    }

    @Test
    void anotherProcessThatGotTheSameNumberIsNotMistakenForIt() {
        var earlier = new ProcessIdentity(current.pid(), current.startedMillis() - 60_000, current.command());
        var other = new ProcessIdentity(current.pid(), current.startedMillis(), "/usr/bin/other");

        assertFalse(earlier.alive());
        assertFalse(other.alive());
    }

    @Test
    void aProcessThatHasEndedIsNotAlive() throws Exception {
        // Given
        Process process = new ProcessBuilder("sleep", "60").start();
        ProcessIdentity identity = ProcessIdentity.of(process.toHandle());

        // When
        process.destroyForcibly().waitFor();

        // Then
        assertFalse(identity.alive());
    }
}
