package io.parley.ledger.fault;

import io.parley.ledger.evidence.Faults;
import io.parley.ledger.evidence.Locked;
import io.parley.ledger.part.Installation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Breaks an installation for as long as it is asked to, and leaves it whole. */
public final class Chaos {
    private final Installation installation;
    private final Plan plan;
    private final Faults log;
    private final Consumer<String> says;
    private final List<Locked> locks = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> wipes = Collections.synchronizedList(new ArrayList<>());
    private List<String> skipped = List.of();

    /**
     * What to do.
     *
     * @param kinds beginnings of the ids of the faults; none: all
     * @param shortly whether only what a short run can afford
     * @param together how many at most at the same time
     * @param pauseMillis the longest pause before the next one begins
     * @param rounds how often each kind comes at most
     */
    public record Plan(
            long seed, List<String> kinds, boolean shortly, Pace pace, int together, int pauseMillis, int rounds) {
        public Plan {
            kinds = List.copyOf(kinds);
        }
    }

    /** @param says is told what happens, a line each time */
    public Chaos(Installation installation, Plan plan, Faults log, Consumer<String> says) {
        this.installation = installation;
        this.plan = plan;
        this.log = log;
        this.says = says;
    }

    /** Goes on while it is asked to; returns when everything is healed. */
    public void run(BooleanSupplier more) throws InterruptedException {
        Catalogue catalogue = Catalogue.of(installation, locks::add, wipes::add);
        skipped = catalogue.impossible().toList();
        skipped.forEach(line -> says.accept("skipped: " + line));
        List<Fault> chosen = catalogue.chosen(plan.kinds()).stream()
                .filter(fault -> fault.shortly() || !plan.shortly())
                .toList();
        if (chosen.isEmpty()) {
            says.accept("no fault is of the kinds " + plan.kinds());
        }
        new Schedule(chosen, plan.pace(), plan.together(), plan.pauseMillis(), plan.seed(), log, says)
                .run(plan.rounds(), more);
    }

    /** When the messages' table was locked. */
    public List<Locked> locks() {
        return List.copyOf(locks);
    }

    /** When events that waited for the indexers were wiped, in milliseconds since the epoch. */
    public List<Long> wipes() {
        return List.copyOf(wipes);
    }

    /** What could not be done here, and why. */
    public List<String> skipped() {
        return skipped;
    }
}
