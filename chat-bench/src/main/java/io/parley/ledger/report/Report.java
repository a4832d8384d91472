package io.parley.ledger.report;

import io.parley.ledger.verify.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run has come to. Written as JSON, too.
 *
 * @param faults how often each kind was injected
 * @param skipped faults that cannot be done on this machine, and why
 * @param counts differences of each kind; all are 0 in a good run
 * @param findings the differences, the first of very many of a kind
 * @param folder of the logs, as long as they are kept
 */
public record Report(
        long seed,
        double seconds,
        double trafficSeconds,
        Map<String, Integer> faults,
        List<String> skipped,
        long sent,
        long acknowledged,
        long refused,
        long events,
        long connections,
        Map<String, Long> counts,
        boolean good,
        List<String> findings,
        String folder) {
    /** Of each kind; more are counted, and not written. */
    public static final int MOST_FINDINGS = 40;

    public Report {
        faults = Map.copyOf(faults);
        skipped = List.copyOf(skipped);
        counts = new LinkedHashMap<>(counts);
        findings = List.copyOf(findings);
    }

    /** How many there are of each kind, those that are 0 too. */
    public static Map<String, Long> counts(List<Finding> findings) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Finding.Kind kind : Finding.Kind.values()) {
            counts.put(
                    kind.title(),
                    findings.stream().filter(finding -> finding.kind() == kind).count());
        }
        return counts;
    }
}
