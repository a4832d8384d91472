package io.parley.ledger;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.ledger.report.Report;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The ledger in short: each fault that a test can afford, once, on a fixed seed. {@code ./chat ledger} goes on for longer. */
class LedgerIT {
    private static final long SEED = 20_261_123;
    private static final Set<String> AMONG = Set.of(
            "kill-core",
            "kill-gateway",
            "kill-indexer",
            "kill-postgres",
            "kill-redis",
            "kill-broker",
            "stop-postgres",
            "flush-redis",
            "wipe-broker",
            "lock-messages",
            "freeze-core",
            "cut-client-gateway",
            "half-open-core-postgres");

    @Test
    void nothingIsLostDoubledReorderedOrLeakedWhateverBreaks() throws Exception {
        // When
        Report report = LedgerCommand.run(
                Settings.brief(SEED), false, new PrintWriter(System.out, true, StandardCharsets.UTF_8));

        // Then
        assertTrue(report.good(), () -> String.join("\n", report.findings()));
        assertTrue(report.faults().keySet().containsAll(AMONG), report.faults().toString());
        assertTrue(report.acknowledged() > 100, "acknowledged: " + report.acknowledged());
        assertTrue(report.events() > report.acknowledged(), "events: " + report.events());
    }
}
