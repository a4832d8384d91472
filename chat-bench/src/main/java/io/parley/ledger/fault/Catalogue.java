package io.parley.ledger.fault;

import io.parley.ledger.evidence.Locked;
import io.parley.ledger.part.Installation;
import io.parley.ledger.part.Link;
import io.parley.ledger.part.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Everything that can be done to an installation. */
final class Catalogue {
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> impossible = new ArrayList<>();

    private Catalogue() {}

    /**
     * All faults.
     *
     * @param locked is told when the messages' table was locked
     * @param wiped is told when what waited for the indexers may be gone
     */
    static Catalogue of(Installation installation, Consumer<Locked> locked, Consumer<Long> wiped) {
        Catalogue catalogue = new Catalogue();
        catalogue.deaths(installation);
        catalogue.freezes(installation);
        catalogue.links(installation);
        Part postgres = installation.servers().postgres();
        Broker broker = new Broker(installation, wiped);
        catalogue.add("stop-postgres", postgres.name(), true, Deaths.atOnce(postgres));
        catalogue.add("flush-redis", "redis", true, new RedisFlush(installation.redis()));
        catalogue.add("lock-messages", "lock", true, new TableLock(installation.postgres(), locked));
        catalogue.add("wipe-broker", Fault.WHOLE_BROKER, true, broker::wipe);
        catalogue.add(
                "search-away",
                "search",
                false,
                Deaths.away(installation.servers().search()));
        if (installation.disk().mounted()) {
            catalogue.add("disk-full", Fault.WHOLE_BROKER, false, broker::fillDisk);
        } else {
            catalogue.impossible.add("disk-full: no small file system can be mounted here (needs root)");
        }
        installation
                .clock()
                .ifPresentOrElse(
                        clock -> installation
                                .cores()
                                .forEach(core ->
                                        catalogue.add("step-clock", core.name(), false, new ClockStep(clock, core))),
                        () -> catalogue.impossible.add("step-clock: Debian's package faketime is not installed"));
        return catalogue;
    }

    private void add(String id, String target, boolean shortly, Fault.Steps steps) {
        faults.add(new Fault(id, target, shortly, steps));
    }

    private void deaths(Installation installation) {
        for (Part part : installation.parts()) {
            if (!part.name().equals("search")) {
                add("kill-" + kind(part), part.name(), true, Deaths.kill(part));
            }
        }
    }

    private void freezes(Installation installation) {
        for (Part part : installation.parts()) {
            add("freeze-" + kind(part), part.name(), true, Deaths.freeze(part));
        }
    }

    /** {@code core-1} is a core. */
    private static String kind(Part part) {
        return part.name().replaceAll("-\\d$", "");
    }

    private void links(Installation installation) {
        for (Link link : Link.values()) {
            installation.links().of(link).forEach(proxy -> {
                add("cut-" + link.id(), proxy.name(), true, LinkFaults.cut(proxy));
                add("half-open-" + link.id(), proxy.name(), true, LinkFaults.halfOpen(proxy));
                add("stall-" + link.id(), proxy.name(), false, LinkFaults.stall(proxy));
            });
        }
    }

    List<Fault> all() {
        return List.copyOf(faults);
    }

    /** Those whose id begins with one of these; all, when there are none. */
    List<Fault> chosen(List<String> prefixes) {
        return prefixes.isEmpty()
                ? all()
                : faults.stream()
                        .filter(fault -> prefixes.stream().anyMatch(fault.id()::startsWith))
                        .toList();
    }

    /** What cannot be done on this machine, and why. */
    Stream<String> impossible() {
        return impossible.stream();
    }
}
