package io.parley.ledger.verify;

import io.parley.ledger.evidence.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what somebody was given of a chat with what they must be given. */
final class Views {
    private Views() {}

    /**
     * The messages of a page, or of many, which must be exactly those.
     *
     * @param all of the chat: what is given and not expected is told apart by it
     */
    static List<Finding> compare(
            String where, List<Truth.Stored> expected, List<Seen> given, Truth.Chat all, long nowMillis) {
        List<Finding> findings = new ArrayList<>(contents(where, given, all));
        Set<Long> allowed = new HashSet<>();
        expected.forEach(message -> allowed.add(message.seq()));
        Set<Long> seen = new HashSet<>();
        List<Long> order = new ArrayList<>();
        for (Seen each : given) {
            if (!seen.add(each.seq())) {
                findings.add(finding(Finding.Kind.DOUBLED, where, each));
            } else if (allowed.contains(each.seq())) {
                order.add(each.seq());
            } else if (all.message(each.seq()).isPresent()) {
                findings.add(finding(Finding.Kind.LEAKED, where, each));
            }
        }
        expected.stream()
                .filter(message -> !seen.contains(message.seq()))
                .forEach(message -> findings.add(lost(where, message, nowMillis)));
        List<Long> right =
                expected.stream().map(Truth.Stored::seq).filter(seen::contains).toList();
        for (int i = 0; i < Math.min(right.size(), order.size()); i++) {
            if (!right.get(i).equals(order.get(i))) {
                findings.add(new Finding(
                        Finding.Kind.OUT_OF_ORDER,
                        where,
                        "message %d where %d must be".formatted(order.get(i), right.get(i)),
                        nowMillis));
                break;
            }
        }
        return findings;
    }

    /** Whether each message is the one that is stored under its number. */
    static List<Finding> contents(String where, List<Seen> given, Truth.Chat all) {
        List<Finding> findings = new ArrayList<>();
        Map<Long, Truth.Stored> stored = new HashMap<>();
        all.messages().forEach(message -> stored.put(message.seq(), message));
        for (Seen each : given) {
            Truth.Stored message = stored.get(each.seq());
            if (message == null) {
                findings.add(new Finding(
                        Finding.Kind.DIFFERENT,
                        where,
                        "message %d (rev %d), which is not stored".formatted(each.seq(), each.rev()),
                        each.atMillis()));
            } else if (message.digest() != each.digest() || message.rev() != each.rev()) {
                findings.add(new Finding(
                        Finding.Kind.DIFFERENT,
                        where,
                        "message %d with rev %d is not the one that is stored, %s with rev %d"
                                .formatted(each.seq(), each.rev(), message.clientId(), message.rev()),
                        each.atMillis()));
            }
        }
        return findings;
    }

    static Finding lost(String where, Truth.Stored message, long nowMillis) {
        return new Finding(
                Finding.Kind.LOST,
                where,
                "message %d (rev %d, %s)".formatted(message.seq(), message.rev(), message.clientId()),
                message.createdMillis() == 0 ? nowMillis : message.createdMillis());
    }

    static Finding finding(Finding.Kind kind, String where, Seen seen) {
        String what = seen.isMessage()
                ? "message %d (rev %d)".formatted(seen.seq(), seen.rev())
                : "%s (rev %d)".formatted(seen.kind(), seen.rev());
        return new Finding(kind, where, what, seen.atMillis());
    }
}
