package io.parley.ledger.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was broken, and when. Safe for use by many threads. */
public final class Faults {
    private final long startMillis;
    private final List<Injected> injected = new ArrayList<>();

    /**
     * A fault that happened.
     *
     * @param id of its kind
     * @param detail which part, and how
     * @param fromMillis when it began, in milliseconds since the epoch
     * @param toMillis when it was healed
     */
    public record Injected(String id, String detail, long fromMillis, long toMillis) {}

    /** @param startMillis when the run began, in milliseconds since the epoch */
    public Faults(long startMillis) {
        this.startMillis = startMillis;
    }

    public synchronized void add(Injected fault) {
        injected.add(fault);
    }

    public synchronized List<Injected> all() {
        return List.copyOf(injected);
    }

    /** How often each kind happened. */
    public synchronized Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        injected.forEach(fault -> counts.merge(fault.id(), 1, Integer::sum));
        return counts;
    }

    /** A moment, told by the start of the run and by the fault that began last before it. */
    public synchronized String tell(long atMillis) {
        String since = "%.1f s".formatted((atMillis - startMillis) / 1000.0);
        Injected near = null;
        for (Injected fault : injected) {
            if (fault.fromMillis() <= atMillis && (near == null || fault.fromMillis() > near.fromMillis())) {
                near = fault;
            }
        }
        if (near == null) {
            return since + ", before any fault";
        }
        double after = (atMillis - near.fromMillis()) / 1000.0;
        return atMillis < near.toMillis()
                ? "%s, %.1f s into %s".formatted(since, after, near.detail())
                : "%s, %.1f s after %s was healed"
                        .formatted(since, (atMillis - near.toMillis()) / 1000.0, near.detail());
    }
}
