package io.parley.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.demo.Demo;
import io.parley.stack.test.TestStack;
import io.parley.tests.support.Parley;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoIT {
    @Test
    void theFiveStepsAndWhatFollowsThemAreAsPromised() {
        // Given
        Parley parley = Parley.shared();

        // When
        int exit = new CommandLine(new Demo())
                .execute(
                        "--core=" + parley.core(0),
                        "--realtime=" + parley.gateway(0),
                        "--search=" + parley.indexer(),
                        "--realm=" + TestStack.shared().keycloak().realm());

        // Then: its transcript, above, says what was not.
        assertEquals(0, exit);
    }
}
