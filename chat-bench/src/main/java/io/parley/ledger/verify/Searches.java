package io.parley.ledger.verify;

import io.parley.client.ParleyException;
import io.parley.client.Search;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Messages;
import io.parley.ledger.evidence.Seen;
import io.parley.ledger.traffic.Person;
import io.parley.ledger.traffic.Tenant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The search index against the database, and what each person finds. */
final class Searches {
    private static final int PAGE = 100;
    private static final int PAGES = 5;
    /** A wipe of the broker takes what was committed a moment before it and not indexed yet; clocks may be stepped. */
    private static final long SKEW_MILLIS = 60_000;

    private final Truth truth;
    private final Index.Content index;
    private final long nowMillis;

    Searches(Truth truth, Index.Content index, long nowMillis) {
        this.truth = truth;
        this.index = index;
        this.nowMillis = nowMillis;
    }

    /**
     * What lies in the index against what should.
     *
     * @param wipes when events that waited for the indexers may have been lost: what is from before then and did not arrive is no
     *     finding
     */
    List<Finding> documents(List<Long> wipes) {
        long excused = wipes.stream()
                .max(Comparator.naturalOrder())
                .map(at -> at + SKEW_MILLIS)
                .orElse(Long.MIN_VALUE);
        List<Finding> findings = new ArrayList<>();
        for (Truth.Chat chat : truth.chats()) {
            messages(chat).stream()
                    .filter(finding -> finding.kind() != Finding.Kind.LOST || finding.atMillis() > excused)
                    .forEach(findings::add);
            members(chat).stream()
                    .filter(finding -> finding.atMillis() > excused)
                    .forEach(findings::add);
        }
        return findings;
    }

    private List<Finding> messages(Truth.Chat chat) {
        List<Seen> found = index.of(chat).stream()
                .sorted(Comparator.comparingLong(Seen::seq))
                .toList();
        return Views.compare("search index, " + chat.id(), chat.messages(), found, chat, nowMillis);
    }

    private List<Finding> members(Truth.Chat chat) {
        List<Finding> findings = new ArrayList<>();
        for (Truth.Change change : chat.current()) {
            if (change.user() == null) {
                continue;
            }
            boolean right = change.kind() != Truth.Kind.LEFT;
            boolean indexed = index.members()
                    .getOrDefault(chat.application() + " " + change.user(), Set.of())
                    .contains(chat.id());
            if (right != indexed) {
                findings.add(new Finding(
                        right ? Finding.Kind.LOST : Finding.Kind.LEAKED,
                        "search index, members of " + chat.id(),
                        "%s, rev %d of %s".formatted(change.kind(), change.rev(), change.user()),
                        change.atMillis()));
            }
        }
        return findings;
    }

    /** What a person finds by the word that every message has: only what the person may see, and as much as is indexed. */
    List<Finding> found(Tenant tenant, Person person) {
        String where = "search in %s by %s".formatted(tenant.name(), person.name());
        Set<String> chats = index.members().getOrDefault(tenant.id() + " " + person.id(), Set.of());
        List<Finding> findings = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String cursor = null;
        long total = 0;
        try {
            for (int page = 0; page < PAGES && (page == 0 || cursor != null); page++) {
                Messages.Hits hits = person.in(tenant.id(), 0)
                        .search(Search.text("ledger").pagesOf(PAGE).at(cursor));
                hits.items().forEach(hit -> findings.addAll(hit(where, tenant, person, chats, hit, seen)));
                total = hits.total();
                cursor = hits.next();
            }
        } catch (ParleyException e) {
            if (e.code() != ErrorCode.APPLICATION_NOT_FOUND || !chats.isEmpty()) {
                throw e;
            }
        }
        long expected = Math.min(10_000, expected(tenant, person, chats));
        if (total != expected) {
            findings.add(new Finding(
                    total < expected ? Finding.Kind.LOST : Finding.Kind.LEAKED,
                    where,
                    "%d found where %d are indexed".formatted(total, expected),
                    nowMillis));
        }
        return findings;
    }

    private List<Finding> hit(
            String where, Tenant tenant, Person person, Set<String> chats, Messages.Hit hit, Set<String> seen) {
        Optional<Truth.Stored> stored = truth.chat(tenant.id(), hit.chat())
                .flatMap(chat -> chat.message(hit.message().seq()));
        String what = "message %d of %s".formatted(hit.message().seq(), hit.chat());
        List<Finding> findings = new ArrayList<>();
        if (!seen.add(hit.chat() + " " + hit.message().seq())) {
            findings.add(new Finding(Finding.Kind.DOUBLED, where, what, nowMillis));
        }
        // Whether the index knows rightly who is in the chat is compared by itself.
        if (!chats.contains(hit.chat())
                || !stored.map(message -> message.visibleTo(person.id())).orElse(false)) {
            findings.add(new Finding(Finding.Kind.LEAKED, where, what, nowMillis));
        }
        return findings;
    }

    private long expected(Tenant tenant, Person person, Set<String> chats) {
        long expected = 0;
        for (Truth.Chat chat : truth.chats()) {
            if (chat.application().equals(tenant.id()) && chats.contains(chat.id())) {
                expected += index.of(chat).stream()
                        .filter(seen -> chat.message(seen.seq())
                                .filter(message -> message.visibleTo(person.id()))
                                .isPresent())
                        .count();
            }
        }
        return expected;
    }
}
