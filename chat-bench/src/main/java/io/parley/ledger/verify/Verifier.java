package io.parley.ledger.verify;

import io.parley.ledger.evidence.Ledger;
import io.parley.ledger.evidence.Locked;
import io.parley.ledger.part.Installation;
import io.parley.ledger.traffic.Person;
import io.parley.ledger.traffic.Tenant;
import io.parley.stack.StackException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;

/** Compares everything that tells of the messages, once all is healed and has come to rest. */
public final class Verifier {
    private static final int INDEX_ATTEMPTS = 60;
    private static final long PAUSE_MILLIS = 1_000;

    private final Installation installation;
    private final List<Tenant> tenants;
    private final Ledger ledger;
    private final List<Locked> locks;
    private final List<Long> wipes;

    /**
     * @param locks when the messages' table was locked
     * @param wipes when events that waited for the indexers may have been lost, in milliseconds since the epoch
     */
    public Verifier(
            Installation installation, List<Tenant> tenants, Ledger ledger, List<Locked> locks, List<Long> wipes) {
        this.installation = installation;
        this.tenants = List.copyOf(tenants);
        this.ledger = ledger;
        this.locks = List.copyOf(locks);
        this.wipes = List.copyOf(wipes);
    }

    /** All differences; none is what must be. */
    public List<Finding> findings() throws InterruptedException {
        long now = System.currentTimeMillis();
        Truth truth = new Database(installation.postgres()).read();
        List<Finding> findings = new ArrayList<>(evidence(ledger, truth, locks, now));
        for (Tenant tenant : tenants) {
            for (Person person : tenant.people()) {
                findings.addAll(Api.check(tenant, person, truth, now));
            }
        }
        try {
            findings.addAll(Cache.check(installation.redis(), truth, now));
            findings.addAll(searches(truth, now));
        } catch (IOException e) {
            throw new StackException("The installation cannot be read: " + e.getMessage(), e);
        }
        return findings;
    }

    /** What was noted, against the database alone. */
    static List<Finding> evidence(Ledger ledger, Truth truth, List<Locked> locks, long nowMillis) {
        List<Finding> findings = new ArrayList<>();
        truth.chats().forEach(chat -> findings.addAll(Numbers.check(chat, nowMillis)));
        findings.addAll(Answers.check(ledger.sent(), truth, nowMillis));
        ledger.streams().forEach(stream -> findings.addAll(Streams.check(stream, truth, nowMillis)));
        findings.addAll(Locks.check(ledger.sent(), ledger.streams(), locks));
        ledger.anomalies().stream()
                .map(met -> new Finding(
                        met.leak() ? Finding.Kind.LEAKED : Finding.Kind.DIFFERENT,
                        met.where(),
                        met.what(),
                        met.atMillis()))
                .forEach(findings::add);
        return findings;
    }

    private List<Finding> searches(Truth truth, long now) throws IOException, InterruptedException {
        int stored =
                truth.chats().stream().mapToInt(chat -> chat.messages().size()).sum();
        try (HttpClient http = HttpClient.newHttpClient()) {
            Index index = new Index(installation.search(), http);
            Index.Content content = index.read(now);
            int last = -1;
            // Until it has everything, or has come to rest without.
            for (int i = 0; i < INDEX_ATTEMPTS && content.size() < stored && (i < 10 || content.size() > last); i++) {
                last = content.size();
                Thread.sleep(PAUSE_MILLIS);
                content = index.read(now);
            }
            List<Finding> findings = new ArrayList<>(new Searches(truth, content, now).documents(wipes));
            // What a wipe took is there once the index was held against what is stored.
            new Comparison(installation.indexer().uri(), http).run();
            Searches searches = new Searches(truth, index.read(now), now);
            findings.addAll(searches.documents(List.of()));
            for (Tenant tenant : tenants) {
                tenant.people().forEach(person -> findings.addAll(searches.found(tenant, person)));
            }
            return findings;
        }
    }
}
