package io.parley.ledger.verify;

import io.parley.ledger.evidence.Seen;
import io.parley.ledger.evidence.Stream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What came to a device: in order, each once on a connection, nothing that is not the user's, and in the end everything. */
final class Streams {
    /** The trigger's time is from before its commit, so a little later is certain to be right. */
    private static final long CLOCK_MILLIS = 20;

    private final Stream stream;
    private final Truth truth;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, List<Seen>> given = new HashMap<>();

    private Streams(Stream stream, Truth truth) {
        this.stream = stream;
        this.truth = truth;
    }

    static List<Finding> check(Stream stream, Truth truth, long nowMillis) {
        Streams check = new Streams(stream, truth);
        for (Stream.Connection connection : stream.connections()) {
            List<Seen> events = connection.events();
            check.order(connection, events);
            check.collect(events);
        }
        check.collect(stream.read());
        check.given.forEach(check::allowed);
        truth.chats().stream()
                .filter(chat -> chat.application().equals(stream.application()) && chat.member(stream.user()))
                .forEach(chat -> check.complete(chat, nowMillis));
        return check.findings;
    }

    private void collect(List<Seen> events) {
        events.forEach(event ->
                given.computeIfAbsent(event.chat(), _ -> new ArrayList<>()).add(event));
    }

    private String where(String chat) {
        return stream.device() + ", " + chat;
    }

    /** Who has left a chat forgets it, and may be given all of it anew when back. */
    private void order(Stream.Connection connection, List<Seen> events) {
        Map<String, Long> last = new HashMap<>();
        Map<String, Set<Long>> revs = new HashMap<>();
        for (Seen event : events) {
            long before = last.getOrDefault(event.chat(), 0L);
            String where = where(event.chat()) + " by " + connection.gateway();
            if (!revs.computeIfAbsent(event.chat(), _ -> new HashSet<>()).add(event.rev())) {
                findings.add(Views.finding(Finding.Kind.DOUBLED, where, event));
            } else if (event.rev() < before) {
                findings.add(new Finding(
                        Finding.Kind.OUT_OF_ORDER,
                        where,
                        "rev %d after rev %d".formatted(event.rev(), before),
                        event.atMillis()));
            }
            if (event.leaves(stream.user())) {
                last.remove(event.chat());
                revs.put(event.chat(), new HashSet<>(Set.of(event.rev())));
            } else {
                last.put(event.chat(), Math.max(before, event.rev()));
            }
        }
    }

    private void allowed(String id, List<Seen> events) {
        Optional<Truth.Chat> found = truth.chat(stream.application(), id);
        if (found.isEmpty()) {
            findings.add(
                    Views.finding(Finding.Kind.LEAKED, where(id) + ", no chat of the application", events.getFirst()));
            return;
        }
        Truth.Chat chat = found.get();
        List<Seen> messages = events.stream().filter(Seen::isMessage).toList();
        findings.addAll(Views.contents(where(id), messages, chat));
        List<Truth.Membership> memberships = chat.memberships(stream.user());
        for (Seen event : events) {
            boolean theirs = memberships.stream()
                    .anyMatch(place ->
                            place.toRev() >= event.rev() && place.fromMillis() <= event.atMillis() + CLOCK_MILLIS);
            boolean directedToOthers = event.isMessage()
                    && chat.message(event.seq())
                            .filter(message -> !message.visibleTo(stream.user()))
                            .isPresent();
            if (!theirs || directedToOthers) {
                findings.add(Views.finding(
                        Finding.Kind.LEAKED, where(id) + (theirs ? ", directed to others" : ", not a member"), event));
            }
        }
    }

    /** Each message that the user may see, and each change that was not overtaken, has come or was read. */
    private void complete(Truth.Chat chat, long nowMillis) {
        Set<Long> revs = new HashSet<>();
        given.getOrDefault(chat.id(), List.of()).forEach(event -> revs.add(event.rev()));
        chat.visibleTo(stream.user()).stream()
                .filter(message -> !revs.contains(message.rev()))
                .forEach(message -> findings.add(Views.lost(where(chat.id()), message, nowMillis)));
        chat.current().stream()
                .filter(change -> !revs.contains(change.rev()))
                .forEach(change -> findings.add(new Finding(
                        Finding.Kind.LOST,
                        where(chat.id()),
                        "%s, rev %d".formatted(change.kind(), change.rev()),
                        change.atMillis())));
    }
}
