package io.parley.bench.workload;

import io.parley.bench.load.Tally;
import io.parley.bench.report.Figure;
import io.parley.bench.report.Outcome;
import io.parley.bench.target.Target;

/** Whether a run counts: everything that was sent was stored, and given to everyone once and in order. */
final class Verdict {
    private static final int SHOWN = 2;

    private Verdict() {}

    /** A few of what the server said: it may say another thing to each. */
    private static String said(Tally tally) {
        return tally.refusals().entrySet().stream()
                .limit(SHOWN)
                .map(refusal -> refusal.getValue() + " x " + refusal.getKey())
                .toList()
                .toString();
    }

    static void add(Outcome outcome, Tally tally, Target target, long base) {
        Tally.Faults faults = tally.faults();
        if (!faults.none()) {
            outcome.fault("lost %d, doubled %d, reordered %d, misrouted %d, refused %d %s"
                    .formatted(
                            faults.lost(),
                            faults.doubled(),
                            faults.reordered(),
                            faults.misrouted(),
                            faults.refused(),
                            said(tally)));
        }
        outcome.put(Figure.SENT, tally.sent());
        target.stored(base, tally.sent()).ifPresent(stored -> {
            outcome.put(Figure.ROWS, stored.rows());
            if (!stored.isExactly(tally.sent())) {
                outcome.fault("%,d rows, of which %,d differ, for %,d messages sent"
                        .formatted(stored.rows(), stored.different(), tally.sent()));
            }
        });
    }
}
