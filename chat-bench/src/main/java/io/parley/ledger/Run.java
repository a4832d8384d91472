package io.parley.ledger;

import io.parley.ledger.evidence.Faults;
import io.parley.ledger.evidence.Ledger;
import io.parley.ledger.evidence.Sent;
import io.parley.ledger.fault.Chaos;
import io.parley.ledger.part.Installation;
import io.parley.ledger.report.Report;
import io.parley.ledger.traffic.Tenant;
import io.parley.ledger.traffic.Traffic;
import io.parley.ledger.verify.Database;
import io.parley.ledger.verify.Finding;
import io.parley.ledger.verify.Truth;
import io.parley.ledger.verify.Verifier;
import io.parley.stack.layout.Checkout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One run: everything is started, broken while people write, healed, and compared. */
final class Run {
    private static final Duration DRAIN = Duration.ofMinutes(2);
    private static final long TICK_MILLIS = 250;
    /** Messages before the first fault. */
    private static final int FIRST = 50;

    private final Checkout checkout;
    private final Path folder;
    private final Settings settings;
    private final Consumer<String> says;
    private final long startMillis = System.currentTimeMillis();
    private final Ledger ledger = new Ledger();
    private final Faults faults = new Faults(startMillis);

    /**
     * @param folder data and logs of everything that is started
     * @param says is told what happens, a line each time
     */
    Run(Checkout checkout, Path folder, Settings settings, Consumer<String> says) {
        this.checkout = checkout;
        this.folder = folder;
        this.settings = settings;
        this.says = line -> says.accept("%7.1f  %s".formatted(seconds(), line));
    }

    private double seconds() {
        return (System.currentTimeMillis() - startMillis) / 1000.0;
    }

    Report execute() throws InterruptedException {
        says.accept("seed " + settings.seed() + "; starting servers and services");
        try (Installation installation = Installation.start(checkout, folder)) {
            new Database(installation.postgres()).audit();
            says.accept("people begin to write");
            try (Traffic traffic = Traffic.begin(installation, ledger, settings.seed(), settings.pauseMillis())) {
                return broken(installation, traffic);
            }
        }
    }

    private Report broken(Installation installation, Traffic traffic) throws InterruptedException {
        // What is not there yet cannot be broken.
        until(System.nanoTime() + DRAIN.toNanos(), () -> traffic.live() && ledger.acknowledged() >= FIRST);
        long begun = System.nanoTime();
        Chaos chaos = new Chaos(installation, settings.plan(), faults, says);
        chaos.run(() -> System.nanoTime() - begun < settings.duration().toNanos());
        Thread.sleep(settings.quietMillis());
        double trafficSeconds = (System.nanoTime() - begun) / 1e9;
        says.accept("all is healed; waiting until everything is answered and delivered");
        drain(installation, traffic);
        says.accept("comparing");
        List<Finding> findings =
                new Verifier(installation, traffic.tenants(), ledger, chaos.locks(), chaos.wipes()).findings();
        return report(findings, chaos.skipped(), trafficSeconds);
    }

    /** What does not come to rest in time is found as lost or unanswered afterwards. */
    private void drain(Installation installation, Traffic traffic) throws InterruptedException {
        Database database = new Database(installation.postgres());
        traffic.stop();
        long deadline = System.nanoTime() + DRAIN.toNanos();
        boolean settled = until(deadline, traffic::settled);
        boolean published = until(deadline, database::published);
        Truth truth = database.read();
        boolean delivered =
                until(deadline, () -> traffic.tenants().stream().allMatch(tenant -> delivered(traffic, tenant, truth)));
        if (!settled || !published || !delivered) {
            says.accept("not at rest after %d s: answered %s, published %s, delivered %s"
                    .formatted(DRAIN.toSeconds(), settled, published, delivered));
        }
        // What is told twice, or to the wrong people, would come now.
        Thread.sleep(2_000);
        traffic.end();
    }

    private static boolean delivered(Traffic traffic, Tenant tenant, Truth truth) {
        return truth.chats().stream()
                .filter(chat -> chat.application().equals(tenant.id()))
                .allMatch(chat -> tenant.people().stream()
                        .filter(person -> chat.member(person.id()))
                        .allMatch(person ->
                                traffic.reached(tenant, person.id(), chat.id(), chat.lastVisibleRev(person.id()))));
    }

    private static boolean until(long deadline, BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(TICK_MILLIS);
        }
        return true;
    }

    private Report report(List<Finding> findings, List<String> skipped, double trafficSeconds) {
        return new Report(
                settings.seed(),
                seconds(),
                trafficSeconds,
                faults.counts(),
                skipped,
                ledger.sent().size(),
                ledger.acknowledged(),
                ledger.sent().stream()
                        .filter(sent -> sent.answers().stream().anyMatch(Sent.Answer.Refused.class::isInstance))
                        .count(),
                ledger.events(),
                ledger.streams().stream()
                        .mapToLong(stream -> stream.connections().size())
                        .sum(),
                Report.counts(findings),
                findings.isEmpty(),
                lines(findings),
                checkout.root().relativize(folder).toString());
    }

    /** The first of each kind. */
    private List<String> lines(List<Finding> findings) {
        return Arrays.stream(Finding.Kind.values())
                .flatMap(kind -> findings.stream()
                        .filter(finding -> finding.kind() == kind)
                        .limit(Report.MOST_FINDINGS))
                .map(finding -> "%s: %s: %s, at %s"
                        .formatted(
                                finding.kind().title(),
                                finding.where(),
                                finding.what(),
                                faults.tell(finding.atMillis())))
                .toList();
    }
}
